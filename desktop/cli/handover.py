"""The command that makes what goes to the superior for a period: handover."""

import sys
from pathlib import Path

from desktop.cli import passphrases
from desktop.cli.books import opened
from desktop.cli.command import DONE, DONE_WITH_FINDINGS, Answer, Command, Options, argument

_CONFIRM = (
    "Gói sẽ chứa toàn bộ hồ sơ, kể cả lý lịch và người thân. Chưa lập gì. "
    "Nếu đúng là cần, hãy chạy lại và thêm --confirm-full."
)


def _hand_over(options: Options) -> Answer:
    from db.errors import KnownError
    from desktop.domain.reports import periods
    from desktop.services.handover import content, history, making, orders, sending, templates

    period = periods.parse(options.period)
    if options.content == content.FULL and not options.confirm_full:
        raise KnownError(_CONFIRM)
    with opened(options) as store:
        files = [templates.open_file(store, path) for path in options.template] if options.template else None
        wish = orders.Wish(period, options.content, None if files is None else tuple(files))
        order = orders.gather(store, wish, options.today)
        told = [each.text for each in order.missing]
        print(*told, sep="\n", end="\n" if told else "", file=sys.stderr)
        needs_secret = options.content != content.FIGURES
        secret = passphrases.choose_for_package(options.package_passphrase_file) if needs_secret else None
        sent = sending.write(store, making.make(order, secret), options.out)
        row = history.list_sent(store)[0]
    document = {
        "files": [str(path) for path in sent.files],
        "sequence": row.sequence,
        "counts": {"people": row.people, "figures": row.figures, "files": row.files},
        "fingerprint": row.fingerprint,
        "missing": told,
    }
    lines = [f"Đã lập lần gửi thứ {row.sequence} vào {sent.folder}:", *(f"  {path.name}" for path in sent.files)]
    lines.append(f"Dấu kiểm của gói dữ liệu: {making.group(row.fingerprint)}")
    return Answer(document, lines, DONE_WITH_FINDINGS if told else DONE)


COMMANDS: dict[str, Command] = {
    "handover": Command(
        _hand_over,
        "gửi cấp trên một kỳ: điền tệp Excel, in báo cáo, lập gói dữ liệu",
        (
            argument("--period", required=True, metavar="KỲ", help="năm, năm-H1, năm-Q1, năm-M9, năm-tháng, từ..đến"),
            argument(
                "--content",
                choices=("figures", "lists", "full"),
                default="figures",
                help="chỉ số liệu (mặc định), thêm danh sách ít trường nhất, hoặc toàn bộ hồ sơ",
            ),
            argument(
                "--template",
                type=Path,
                action="append",
                metavar="TỆP",
                help="tệp Excel của cấp trên; không ghi thì điền mọi tệp đã giữ trong sổ",
            ),
            argument("--package-passphrase-file", type=Path, metavar="TỆP", help="tệp chứa mật khẩu khóa gói dữ liệu"),
            argument("--confirm-full", action="store_true", help="xác nhận gửi toàn bộ hồ sơ"),
            argument("--out", type=Path, required=True, metavar="THƯ_MỤC", help="nơi đặt thư mục gửi cấp trên"),
        ),
    ),
}
