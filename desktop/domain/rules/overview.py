"""The table of all checks for readers: rule, level, citation and editions, made from the rules themselves."""

from collections import defaultdict
from collections.abc import Mapping

from desktop.domain.rules.model import CheckRule, Rules

LEVEL_NAMES = {"block": "Phải sửa", "warn": "Nên xem lại", "note": "Lưu ý"}
CERTAINTY_NAMES = {"sure": "chắc chắn", "likely": "có thể", "unverified": "chưa kiểm chứng"}
AREA_NAMES = {
    "age_and_schooling": "Tuổi, học vấn",
    "certificates_and_classes": "Lớp học, giấy chứng nhận",
    "introducers": "Người giới thiệu, người giúp đỡ",
    "path_dates": "Ngày tháng trên quy trình",
    "dossier_age": "Hồ sơ để lâu",
    "papers_needed": "Giấy tờ trong hồ sơ",
    "life_dates": "Ngày tháng trong lý lịch",
    "family": "Gia đình",
    "background_checks": "Thẩm tra lý lịch",
    "votes": "Họp và biểu quyết",
    "bodies_and_numbers": "Tổ chức, số văn bản",
    "time_limits": "Thời hạn",
    "probation": "Thời gian dự bị",
    "special_groups": "Diện đặc biệt",
    "readmission": "Kết nạp lại",
    "where_admitted": "Nơi xét kết nạp",
    "moving": "Chuyển đi, chuyển đến",
}


def checks_table(rules: Mapping[str, Rules]) -> str:
    """Markdown: one table an area; a check whose level or citation differs between editions has a line for each."""
    areas: dict[str, dict[tuple[str, ...], list[str]]] = {area: defaultdict(list) for area in AREA_NAMES}
    for edition_id, edition in rules.items():
        for check in edition.checks:
            areas.setdefault(check.area, defaultdict(list))[_line(check)].append(edition_id)
    return "\n".join(_section(AREA_NAMES.get(area, area), lines) for area, lines in areas.items() if lines)


def _line(check: CheckRule) -> tuple[str, ...]:
    certainty = "" if check.certainty == "sure" else f" ({CERTAINTY_NAMES[check.certainty]})"
    return (check.name, check.message, LEVEL_NAMES[check.level], f"{check.cite}{certainty}")


def _section(title: str, lines: Mapping[tuple[str, ...], list[str]]) -> str:
    rows = [
        "| " + " | ".join(_cell(text) for text in (*line, ", ".join(editions))) + " |"
        for line, editions in sorted(lines.items())
    ]
    head = ["| Quy tắc | Khi nào báo | Mức | Căn cứ | Bộ quy định |", "|---|---|---|---|---|"]
    return "\n".join([f"## {title}", "", *head, *rows, ""])


def _cell(text: str) -> str:
    """Placeholders as a reader sees them, and nothing that would end a cell."""
    return text.replace("{", "‹").replace("}", "›").replace("|", "\\|")
