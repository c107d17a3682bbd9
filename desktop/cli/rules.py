"""The commands that ask the rules: check, due."""

import sys
from pathlib import Path

from desktop.cli.arguments import day
from desktop.cli.books import key, opened
from desktop.cli.command import DONE, DONE_WITH_FINDINGS, Answer, Command, Options, argument


def _check(options: Options) -> Answer:
    from desktop.services import findings

    if options.case is not None:
        found = findings.tell([findings.review_file(options.case, options.today)])
    else:
        with opened(options) as store:
            chosen = [key(store, "person", options.id)] if options.id else None
            found = findings.tell(findings.review_all(store, options.today, chosen))
    print(*found.remarks, sep="\n", end="\n" if found.remarks else "", file=sys.stderr)
    return Answer(found.plain, found.lines, DONE_WITH_FINDINGS if found.plain else DONE)


def _due(options: Options) -> Answer:
    from desktop.services import due

    with opened(options) as store:
        found = due.duties(store, options.today, options.until)
    told = [due.line(duty) for duty in found] or ["Không có việc nào đến hạn."]
    return Answer([due.plain(duty) for duty in found], told)


COMMANDS: dict[str, Command] = {
    "check": Command(
        _check,
        "các điều phải sửa, nên xem lại, cần lưu ý theo quy định",
        (
            argument("id", metavar="MÃ", nargs="?", help="một người (mặc định: mọi người có hồ sơ)"),
            argument("--case", type=Path, metavar="TỆP", help="một hồ sơ trong tệp, như lệnh show --json in ra"),
        ),
    ),
    "due": Command(
        _due,
        "việc cần làm, việc quá hạn đứng trước",
        (argument("--until", type=day, metavar="NGÀY", help="chỉ các việc đến hạn tới ngày này (năm-tháng-ngày)"),),
    ),
}
