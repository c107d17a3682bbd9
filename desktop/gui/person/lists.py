"""The lists on a person's page as data: columns, what belongs there, and where a case holds their rows."""

from typing import Any

from db.records import Case
from desktop.gui.fields.record_list import ListKind
from desktop.gui.widgets.record_model import TableColumn


def _admitted(case: Case) -> dict[str, Any]:
    """Of somebody admitted here: the cell, the day of the ceremony, the day the decision made official."""
    steps = {step.kind: step for step in case.steps}
    ceremony, recognised = steps.get("admission_ceremony"), steps.get("recognition_decision")
    if ceremony is None or case.memberships:
        return {}
    official_on = recognised.takes_effect_on if recognised else None
    return {
        "party_cell_id": case.cell.id if case.cell else None,
        "admitted_on": ceremony.happened_on,
        "official_on": official_on,
    }


FAMILY = ListKind(
    "family_member",
    "Gia đình",
    "người thân",
    ("relation", "full_name", "born_on", "occupation"),
    (18, 24, 10, 18),
    "Chưa ghi người thân nào. Lý lịch cần ông bà, cha mẹ, anh chị em, vợ (chồng) và các con. Bấm Insert để thêm.",
    from_owner={
        "nationality": "nationality",
        "birth_place": "native_place",
        "native_place": "native_place",
        "residence": "permanent_address",
    },
)
CAREER = ListKind(
    "career_period",
    "Công tác",
    "quá trình công tác",
    ("started_on", "ended_on", "work"),
    (7, 7, 40),
    "Chưa ghi quá trình công tác. Ghi liên tục từ khi đi học, đi làm tới nay. Bấm Insert để thêm.",
)
TRAINING = ListKind(
    "training_record",
    "Đào tạo",
    "quá trình đào tạo",
    ("started_on", "ended_on", "subject", "school"),
    (7, 7, 24, 24),
    "Chưa ghi lớp đào tạo, bồi dưỡng nào. Bấm Insert để thêm.",
)
ABROAD = ListKind(
    "abroad_stay",
    "Đi nước ngoài",
    "thời gian đi nước ngoài",
    ("started_on", "ended_on", "purpose", "country"),
    (7, 7, 30, 16),
    "Chưa ghi chuyến đi nước ngoài nào. Bấm Insert để thêm.",
)
REWARDS = ListKind(
    "reward",
    "Khen thưởng",
    "khen thưởng",
    ("awarded_on", "reason", "awarded_by"),
    (7, 36, 20),
    "Chưa ghi khen thưởng nào. Bấm Insert để thêm.",
)
DISCIPLINES = ListKind(
    "discipline",
    "Kỷ luật",
    "kỷ luật",
    ("decided_on", "reason", "decided_by"),
    (7, 36, 20),
    "Chưa ghi kỷ luật nào. Bấm Insert để thêm.",
)
CERTIFICATES = ListKind(
    "certificate",
    "Giấy chứng nhận",
    "giấy chứng nhận",
    ("kind", "number", "issued_on"),
    (28, 14, 10),
    "Chưa có giấy chứng nhận nào. Giấy của lớp do văn phòng mở tự hiện ra khi được cấp; giấy nơi khác cấp: bấm Insert.",
)
MEMBERSHIPS = ListKind(
    "party_member",
    "Đảng tịch",
    "đảng tịch",
    ("party_cell_id", "admitted_on", "official_on", "is_verified"),
    (24, 10, 10, 5),
    "Người này chưa được ghi là đảng viên. Bấm Insert khi cần ghi.",
    presets={"is_verified": 1},
    known=_admitted,
)
ITEMS = ListKind(
    "dossier_item",
    "Giấy tờ trong hồ sơ",
    "giấy tờ",
    ("paper", "title", "received_on", "valid_until"),
    (8, 30, 10, 10, 8),
    "Chưa ghi giấy tờ nào trong hồ sơ. Bấm Insert để ghi giấy tờ đã nhận hoặc còn cần.",
    presets={"is_needed": 1},
    more=(TableColumn("scan", "Bản quét", lambda row: "có" if row.scan_id else ""),),
)
STEPS = ListKind(
    "step",
    "Các bước",
    "bước",
    ("kind", "happened_on", "document_number", "result"),
    (40, 10, 12, 14),
    "Chưa ghi bước nào. Bấm Insert để ghi việc đã xảy ra; giai đoạn tự đổi theo các bước đã ghi.",
)
MENTORS = ListKind(
    "mentor_assignment",
    "Đảng viên giúp đỡ",
    "đảng viên giúp đỡ",
    ("party_member_id", "started_on", "ended_on"),
    (34, 10, 10),
    "Chưa phân công ai giúp đỡ. Chi bộ phân công bằng nghị quyết; bấm Insert để ghi.",
)
INTRODUCTIONS = ListKind(
    "introduction",
    "Người giới thiệu",
    "người giới thiệu",
    ("kind", "party_member_id", "organisation"),
    (20, 34, 22),
    "Chưa ghi ai giới thiệu. Cần đảng viên chính thức và Đoàn Thanh niên hoặc công đoàn. Bấm Insert để thêm.",
)

BACKGROUND_CHECKS = ListKind(
    "background_check",
    "Thẩm tra lý lịch",
    "nơi thẩm tra",
    ("family_member_id", "committee", "sent_on", "answered_on", "result"),
    (24, 24, 10, 10, 12),
    "Chưa hỏi nơi nào. Mỗi người, mỗi nơi một dòng: bản thân, cha mẹ, vợ (chồng), con; người được miễn ghi rõ vì sao."
    " Bấm Insert để thêm.",
    presets={"sent_how": "letter"},
    unset={"family_member_id": "Bản thân"},
)
OPINIONS = ListKind(
    "opinion",
    "Ý kiến nhận xét",
    "ý kiến",
    ("purpose", "kind", "body", "given_on"),
    (18, 22, 20, 10),
    "Chưa ghi ý kiến của đoàn thể và chi ủy nơi cư trú. Bấm Insert để thêm.",
    presets={"purpose": "admission"},
)
RECEIPTS = ListKind(
    "dossier_receipt",
    "Giao nhận hồ sơ",
    "lần giao nhận",
    ("kind", "happened_on", "papers", "handed_by", "reason"),
    (16, 10, 8, 18, 24),
    "Chưa ghi lần giao nhận nào. Ghi khi chi bộ nộp hồ sơ, khi trả lại (có lý do) và khi nhận lại. Bấm Insert để thêm.",
    presets={"kind": "received"},
)
SPECIAL_GROUPS = ListKind(
    "special_group",
    "Diện đặc biệt",
    "diện",
    ("kind", "started_on", "ended_on"),
    (36, 10, 10),
    "Không thuộc diện nào cần thêm giấy tờ, ý kiến. Bấm Insert để ghi: theo tôn giáo, hợp đồng lao động, sinh viên…",
)

# The attribute of a case that holds the rows of each list.
ROWS = {
    "family_member": "family",
    "career_period": "career",
    "training_record": "training",
    "abroad_stay": "abroad",
    "reward": "rewards",
    "discipline": "disciplines",
    "certificate": "certificates",
    "party_member": "memberships",
    "dossier_item": "items",
    "step": "steps",
    "introduction": "introductions",
    "mentor_assignment": "mentor_assignments",
    "background_check": "background_checks",
    "opinion": "opinions",
    "dossier_receipt": "receipts",
    "special_group": "special_groups",
}
OF_DOSSIER = frozenset(
    "dossier_item step introduction mentor_assignment background_check opinion dossier_receipt special_group".split()
)
