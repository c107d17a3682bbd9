"""The command that makes a report of a period: report."""

import sys
from pathlib import Path

from desktop.cli.books import opened
from desktop.cli.command import DONE, DONE_WITH_FINDINGS, Answer, Command, Options, argument


def _report(options: Options) -> Answer:
    from db.errors import BadValue
    from desktop.domain.reports import model, periods
    from desktop.services.reports import outputs, resources, runs, settings

    if options.name is None:
        found = resources.reports()
        told = [f"{each.name}: {each.title}. {each.about}" for each in found]
        return Answer([{"name": each.name, "title": each.title} for each in found], told)
    definition = resources.find(options.name)
    if options.period is None:
        raise BadValue("Chưa ghi kỳ báo cáo. Hãy thêm --period, thí dụ: năm bốn chữ số, hoặc năm-Q1 là quý I.")
    period = periods.parse(options.period)
    if options.out is not None:
        outputs.kind_of(options.out, options.kind)
    with opened(options) as store:
        wish = settings.remembered(store, definition.name)
        wish = wish.with_rounding(options.rounding).with_decimals(options.decimals)
        shown = runs.show(store, definition.name, period, options.today, wish)
        files = []
        if options.out is not None:
            output = outputs.gather(store, shown, options.today)
            files = [outputs.write(store, output, options.out, options.kind)]
    found_wrong = [finding.sentence for finding in shown.report.findings]
    print(*found_wrong, sep="\n", end="\n" if found_wrong else "", file=sys.stderr)
    document = model.plain(shown.report) | {"state": shown.state, "files": [str(path) for path in files]}
    lines = [f"Đã ghi {path}" for path in files] or model.lines(shown.report)
    return Answer(document, lines, DONE_WITH_FINDINGS if found_wrong else DONE)


COMMANDS: dict[str, Command] = {
    "report": Command(
        _report,
        "báo cáo, thống kê của một kỳ (không ghi tên: liệt kê các báo cáo)",
        (
            argument("name", metavar="TÊN", nargs="?", help="tên báo cáo, thí dụ bieu-2, chi-tieu"),
            argument("--period", metavar="KỲ", help="năm, năm-H1, năm-Q1, năm-M9, năm-tháng, hoặc từ..đến"),
            argument("--rounding", choices=("half_up", "truncate"), help="làm tròn hoặc cắt bớt tỷ lệ"),
            argument(
                "--decimals", type=int, choices=range(5), metavar="SỐ", help="số chữ số thập phân của tỷ lệ (0 đến 4)"
            ),
            argument(
                "--as",
                dest="kind",
                choices=("pdf", "docx", "xlsx", "json"),
                help="loại tệp (theo đuôi của --out, nếu không thì pdf)",
            ),
            argument("--out", type=Path, metavar="NƠI", help="tệp, hoặc thư mục; không ghi thì chỉ hiện trên màn hình"),
        ),
    ),
}
