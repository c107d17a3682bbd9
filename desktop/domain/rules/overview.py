"""The table of all checks for readers: rule, level, citation and editions, made from the rules themselves."""

from collections import defaultdict
from collections.abc import Mapping

from desktop.domain.rules.messages import describe
from desktop.domain.rules.model import CheckRule, Rules

# The name of a check, what it says, its level.
_Line = tuple[str, str, str]
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
    """Markdown: one table an area; a check has one line however its citation moved between the editions.

    It has a second one where its sentence, and with it a number, or its level differs.
    """
    areas: dict[str, dict[_Line, dict[str, list[str]]]] = {area: {} for area in AREA_NAMES}
    for edition_id, edition in rules.items():
        for check in edition.checks:
            line = (check.name, describe(check), LEVEL_NAMES[check.level])
            citations = areas.setdefault(check.area, {}).setdefault(line, defaultdict(list))
            citations[_citation(check)].append(edition_id)
    return "\n".join(_section(AREA_NAMES.get(area, area), lines) for area, lines in areas.items() if lines)


def _citation(check: CheckRule) -> str:
    return check.cite if check.certainty == "sure" else f"{check.cite} ({CERTAINTY_NAMES[check.certainty]})"


def _section(title: str, lines: Mapping[_Line, Mapping[str, list[str]]]) -> str:
    rows = [_row(message, level, citations) for (_, message, level), citations in lines.items()]
    head = ["| Báo khi | Mức | Căn cứ | Bộ quy định |", "|---|---|---|---|"]
    return "\n".join([f"## {title}", "", *head, *rows, ""])


def _row(message: str, level: str, citations: Mapping[str, list[str]]) -> str:
    """One check: where editions cite differently, each citation names its own."""
    editions = [edition for cited in citations.values() for edition in cited]
    cited = [text if len(citations) == 1 else f"{', '.join(of)}: {text}" for text, of in citations.items()]
    cells = (message, level, "; ".join(cited), ", ".join(editions))
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
