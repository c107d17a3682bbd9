"""The field registry: every field a clerk sees, with its label, kind, length and who may see it, spelled once."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from db import choices
from db.choices import Choices

DATE_KINDS = frozenset({"date", "partial_date"})


@dataclass(frozen=True)
class Field:
    """One field of a table.

    `kind`: text, long_text, date (a whole day), partial_date, choice, flag, integer, reference (to `refers_to`).
    `is_sensitive` marks what is masked in lists and left out of diagnostics. `section` groups fields on a page.
    """

    table: str
    name: str
    label: str
    kind: str = "text"
    section: str = ""
    required: bool = False
    max_length: int = 200
    choices: Choices | None = None
    refers_to: str | None = None
    is_sensitive: bool = False

    def show_choice(self, value: str | None) -> str:
        """The Vietnamese words of a stored choice."""
        return (self.choices or {}).get(value or "", "")


@cache
def fields_of(table: str) -> tuple[Field, ...]:
    """The fields of a table in the order they are shown; none for a table no clerk sees."""
    return tuple(_BY_TABLE.get(table, ()))


@cache
def find_field(table: str, name: str) -> Field | None:
    """The field of a column, or None."""
    return next((field for field in fields_of(table) if field.name == name), None)


def field(table: str, name: str) -> Field:
    """The field of a column; a mistyped name is a bug and raises KeyError."""
    found = find_field(table, name)
    if found is None:
        raise KeyError(f"{table}.{name}")
    return found


def sections(table: str) -> dict[str, tuple[Field, ...]]:
    """The fields of a table by section, both in the order they are shown."""
    grouped: dict[str, list[Field]] = defaultdict(list)
    for each in fields_of(table):
        grouped[each.section].append(each)
    return {title: tuple(group) for title, group in grouped.items()}


def tables() -> tuple[str, ...]:
    """The tables that have fields, in the order they are declared."""
    return tuple(_BY_TABLE)


_PERSONAL, _PLACES, _LEARNING = "Sơ yếu", "Nơi sinh, nơi ở", "Nghề nghiệp, trình độ"
_UNIONS, _HISTORY, _READMISSION = "Đoàn thể", "Lịch sử bản thân", "Kết nạp lại"

_PERSON = (
    Field("person", "full_name", "Họ và tên đang dùng", section=_PERSONAL, required=True, max_length=100),
    Field("person", "birth_name", "Họ và tên khai sinh", section=_PERSONAL, max_length=100),
    Field("person", "alias", "Các tên gọi khác", section=_PERSONAL),
    Field("person", "name_for_sorting", "Tên để sắp xếp", section=_PERSONAL, max_length=100),
    Field("person", "sex", "Giới tính", "choice", _PERSONAL, choices=choices.SEX),
    Field("person", "born_on", "Ngày sinh", "partial_date", _PERSONAL),
    Field("person", "citizen_id", "Số định danh cá nhân", section=_PERSONAL, max_length=12, is_sensitive=True),
    Field("person", "citizen_id_issued_on", "Ngày cấp căn cước", "date", _PERSONAL, is_sensitive=True),
    Field("person", "nationality", "Quốc tịch", section=_PERSONAL),
    Field("person", "ethnicity", "Dân tộc", section=_PERSONAL),
    Field("person", "religion", "Tôn giáo", section=_PERSONAL),
    Field("person", "marital_status", "Tình trạng hôn nhân", "choice", _PERSONAL, choices=choices.MARITAL_STATUS),
    Field("person", "phone", "Điện thoại", section=_PERSONAL, max_length=20, is_sensitive=True),
    Field("person", "party_cell_id", "Chi bộ", "reference", _PERSONAL, refers_to="party_cell"),
    Field("person", "stage", "Giai đoạn", "choice", "", choices=choices.STAGE),
    Field("person", "birth_place", "Nơi sinh", section=_PLACES),
    Field("person", "birth_registration_place", "Nơi đăng ký khai sinh", section=_PLACES),
    Field("person", "native_place", "Quê quán", section=_PLACES),
    Field("person", "permanent_address", "Nơi thường trú", section=_PLACES),
    Field("person", "temporary_address", "Nơi tạm trú", section=_PLACES),
    Field("person", "village_id", "Thôn, bản, tổ dân phố", "reference", _PLACES, refers_to="village"),
    Field("person", "occupation", "Nghề nghiệp hiện nay", section=_LEARNING),
    Field("person", "workplace", "Đơn vị công tác, học tập", section=_LEARNING),
    Field("person", "position", "Chức vụ chính quyền, đoàn thể", section=_LEARNING),
    Field("person", "schooling", "Giáo dục phổ thông", section=_LEARNING),
    Field("person", "qualification", "Chuyên môn, nghiệp vụ", section=_LEARNING),
    Field("person", "science_technology", "Khoa học công nghệ", section=_LEARNING),
    Field("person", "degree", "Học vị cao nhất", section=_LEARNING),
    Field("person", "academic_title", "Học hàm cao nhất", section=_LEARNING),
    Field("person", "political_theory_level", "Lý luận chính trị", section=_LEARNING),
    Field("person", "foreign_language", "Ngoại ngữ", section=_LEARNING),
    Field("person", "informatics", "Tin học", section=_LEARNING),
    Field("person", "minority_language", "Tiếng dân tộc thiểu số", section=_LEARNING),
    Field("person", "youth_union_joined_on", "Ngày vào Đoàn", "partial_date", _UNIONS),
    Field("person", "youth_union_joined_place", "Nơi vào Đoàn", section=_UNIONS),
    Field("person", "trade_union_joined_on", "Ngày vào công đoàn", "partial_date", _UNIONS),
    Field("person", "trade_union_joined_place", "Nơi vào công đoàn", section=_UNIONS),
    Field("person", "personal_history", "Lịch sử bản thân", "long_text", _HISTORY, max_length=50_000),
    Field("person", "historical_features", "Đặc điểm lịch sử", "long_text", _HISTORY, max_length=50_000),
    Field("person", "self_assessment", "Tự nhận xét", "long_text", _HISTORY, max_length=50_000),
    Field("person", "note", "Ghi chú", "long_text", _HISTORY, max_length=5_000),
    Field("person", "first_admitted_on", "Ngày kết nạp lần thứ nhất", "partial_date", _READMISSION),
    Field("person", "first_admitted_place", "Nơi kết nạp lần thứ nhất", section=_READMISSION),
    Field("person", "first_official_on", "Ngày chính thức lần thứ nhất", "partial_date", _READMISSION),
    Field("person", "first_official_place", "Nơi công nhận chính thức lần thứ nhất", section=_READMISSION),
    Field("person", "first_introducers", "Người giới thiệu lần thứ nhất", section=_READMISSION),
    Field("person", "left_party_on", "Ngày ra khỏi Đảng", "partial_date", _READMISSION),
    Field("person", "left_party_reason", "Lý do ra khỏi Đảng", section=_READMISSION),
)


def _period(table: str) -> tuple[Field, Field]:
    return (
        Field(table, "started_on", "Từ tháng năm", "partial_date"),
        Field(table, "ended_on", "Đến tháng năm", "partial_date"),
    )


_HISTORIES = (
    Field("family_member", "relation", "Quan hệ", "choice", required=True, choices=choices.RELATION),
    Field("family_member", "full_name", "Họ và tên", required=True, max_length=100),
    Field("family_member", "born_on", "Năm sinh", "partial_date"),
    Field("family_member", "died_on", "Năm mất", "partial_date"),
    Field("family_member", "nationality", "Quốc tịch"),
    Field("family_member", "birth_place", "Nơi sinh"),
    Field("family_member", "native_place", "Quê quán"),
    Field("family_member", "residence", "Nơi cư trú"),
    Field("family_member", "occupation", "Nghề nghiệp"),
    Field("family_member", "class_background", "Thành phần giai cấp"),
    Field("family_member", "political_history", "Lịch sử chính trị", "long_text", max_length=10_000, is_sensitive=True),
    Field("family_member", "law_abiding", "Chấp hành chủ trương, chính sách, pháp luật", "long_text", max_length=2_000),
    Field("family_member", "economic_situation", "Hoàn cảnh kinh tế"),
    Field("family_member", "criminal_record", "Tiền án, tiền sự", is_sensitive=True),
    Field("family_member", "party_member_note", "Là đảng viên (chi bộ, chức vụ)"),
    Field("family_member", "note", "Ghi chú"),
    *_period("career_period"),
    Field("career_period", "work", "Làm việc gì, ở đâu", max_length=500),
    Field("career_period", "position", "Chức vụ"),
    *_period("training_record"),
    Field("training_record", "subject", "Ngành học hoặc tên lớp học"),
    Field("training_record", "school", "Tên trường, cấp phụ trách"),
    Field("training_record", "mode", "Hình thức học"),
    Field("training_record", "diploma", "Văn bằng, chứng chỉ"),
    *_period("abroad_stay"),
    Field("abroad_stay", "purpose", "Nội dung đi"),
    Field("abroad_stay", "country", "Nước đến"),
    Field("abroad_stay", "decided_by", "Cơ quan quyết định"),
    Field("reward", "awarded_on", "Tháng năm", "partial_date"),
    Field("reward", "reason", "Lý do, hình thức", max_length=500),
    Field("reward", "awarded_by", "Cấp quyết định"),
    Field("discipline", "decided_on", "Tháng năm", "partial_date"),
    Field("discipline", "reason", "Lý do, hình thức", max_length=500),
    Field("discipline", "decided_by", "Cấp quyết định"),
    Field("discipline", "is_examined_only", "Đã xem xét nhưng không kỷ luật", "flag"),
)

_MEMBERS = (
    Field("party_member", "party_cell_id", "Sinh hoạt tại chi bộ", "reference", refers_to="party_cell"),
    Field("party_member", "admitted_on", "Ngày vào Đảng", "date"),
    Field("party_member", "official_on", "Ngày chính thức", "date"),
    Field("party_member", "card_number", "Số thẻ đảng viên", max_length=12, is_sensitive=True),
    Field("party_member", "record_number", "Số lý lịch", max_length=12),
    Field("party_member", "position", "Chức vụ trong Đảng, chính quyền, đoàn thể"),
    Field("party_member", "is_verified", "Đã xác minh", "flag"),
    Field("party_member", "note", "Ghi chú"),
    Field(
        "mentor_assignment",
        "party_member_id",
        "Đảng viên giúp đỡ",
        "reference",
        required=True,
        refers_to="party_member",
    ),
    Field("mentor_assignment", "started_on", "Giúp đỡ từ ngày", "date"),
    Field("mentor_assignment", "resolution_number", "Số nghị quyết phân công", max_length=50),
    Field("mentor_assignment", "resolution_on", "Ngày nghị quyết phân công", "date"),
    Field("mentor_assignment", "ended_on", "Thôi giúp đỡ từ ngày", "date"),
    Field("mentor_assignment", "end_resolution_number", "Số nghị quyết cho thôi", max_length=50),
    Field("mentor_assignment", "end_resolution_on", "Ngày nghị quyết cho thôi", "date"),
    Field("mentor_assignment", "end_reason", "Lý do thôi giúp đỡ"),
    Field("mentor_assignment", "comment", "Nhận xét bàn giao", "long_text", max_length=5_000),
)

_PAPERS = (
    Field("dossier", "number", "Số hồ sơ", max_length=50),
    Field("dossier", "rule_edition", "Bộ quy định", max_length=50),
    Field("dossier", "is_readmission", "Kết nạp lại", "flag"),
    Field("dossier", "started_on", "Ngày vào danh sách", "date"),
    Field("dossier", "opened_on", "Ngày được làm thủ tục", "date"),
    Field("dossier", "ended_on", "Ngày kết thúc", "date"),
    Field("dossier", "known_from", "Theo dõi trong sổ từ bước", "choice", choices=choices.STEP_KIND),
    Field("dossier", "note", "Ghi chú"),
    Field("dossier_item", "paper", "Mẫu", required=True, max_length=50),
    Field("dossier_item", "title", "Tên giấy tờ"),
    Field("dossier_item", "is_needed", "Cần có", "flag"),
    Field("dossier_item", "received_on", "Ngày nhận", "date"),
    Field("dossier_item", "dated_on", "Ngày ghi trên giấy", "date"),
    Field("dossier_item", "document_number", "Số, ký hiệu", max_length=50),
    Field("dossier_item", "valid_until", "Có giá trị đến", "date"),
    Field("dossier_item", "pages", "Số tờ", "integer"),
    Field("dossier_item", "note", "Ghi chú"),
    Field("step", "kind", "Việc", "choice", required=True, choices=choices.STEP_KIND),
    Field("step", "happened_on", "Ngày", "date"),
    Field("step", "document_number", "Số văn bản", max_length=50),
    Field("step", "document_on", "Ngày văn bản", "date"),
    Field("step", "body", "Tổ chức"),
    Field("step", "signer", "Người ký"),
    Field("step", "member_total", "Tổng số đảng viên (ủy viên)", "integer"),
    Field("step", "official_total", "Số chính thức", "integer"),
    Field("step", "votes_base", "Số được triệu tập", "integer"),
    Field("step", "present", "Có mặt", "integer"),
    Field("step", "present_official", "Chính thức có mặt", "integer"),
    Field("step", "votes_for", "Tán thành", "integer"),
    Field("step", "votes_against", "Không tán thành", "integer"),
    Field("step", "members_exempt", "Miễn sinh hoạt, vắng", "integer"),
    Field("step", "members_elsewhere", "Sinh hoạt tạm thời nơi khác", "integer"),
    Field("step", "members_suspended", "Bị đình chỉ, tạm giam", "integer"),
    Field("step", "absent_reason", "Lý do vắng mặt"),
    Field("step", "chair", "Người chủ trì", max_length=100),
    Field("step", "chair_position", "Chức vụ người chủ trì", max_length=100),
    Field("step", "meeting_secretary", "Thư ký", max_length=100),
    Field("step", "history_conclusion", "Kết luận về lý lịch", "long_text", max_length=5_000, is_sensitive=True),
    Field("step", "strengths", "Ưu điểm", "long_text", max_length=5_000),
    Field("step", "weaknesses", "Khuyết điểm", "long_text", max_length=5_000),
    Field("step", "against_reason", "Lý do không tán thành", max_length=500),
    Field("step", "result", "Kết quả"),
    Field("step", "takes_effect_on", "Có hiệu lực (chính thức) từ ngày", "date"),
    Field("step", "sent_on", "Ngày gửi lên cấp trên", "date"),
    Field("step", "note", "Ghi chú"),
    Field(
        "introduction", "kind", "Người, tổ chức giới thiệu", "choice", required=True, choices=choices.INTRODUCTION_KIND
    ),
    Field("introduction", "party_member_id", "Đảng viên giới thiệu", "reference", refers_to="party_member"),
    Field("introduction", "organisation", "Tổ chức giới thiệu"),
    Field("introduction", "document_number", "Số văn bản", max_length=50),
    Field("introduction", "document_on", "Ngày văn bản", "date"),
    Field("introduction", "together_since", "Cùng công tác, sinh hoạt từ", "partial_date"),
    Field(
        "introduction", "exemption", "Miễn điều kiện cùng công tác", "choice", choices=choices.INTRODUCTION_EXEMPTION
    ),
    Field("introduction", "proposed_by", "Chi đoàn, tổ công đoàn đề nghị"),
    Field("introduction", "met_on", "Ngày họp", "date"),
    Field("introduction", "member_total", "Tổng số ban chấp hành", "integer"),
    Field("introduction", "present", "Có mặt", "integer"),
    Field("introduction", "votes_for", "Tán thành", "integer"),
    Field("introduction", "votes_against", "Không tán thành", "integer"),
    Field("introduction", "signer", "Người ký", max_length=100),
    Field("introduction", "history_statement", "Về lý lịch", "long_text", max_length=5_000, is_sensitive=True),
    Field("introduction", "strengths", "Ưu điểm", "long_text", max_length=5_000),
    Field("introduction", "weaknesses", "Khuyết điểm", "long_text", max_length=5_000),
    Field("introduction", "note", "Ghi chú"),
)

_CHECKING = (
    Field("background_check", "family_member_id", "Thẩm tra về", "reference", refers_to="family_member"),
    Field("background_check", "committee", "Nơi được hỏi"),
    Field("background_check", "place_reason", "Vì sao hỏi nơi này"),
    Field("background_check", "sent_how", "Cách thẩm tra", "choice", choices=choices.SENT_HOW),
    Field("background_check", "verifier_id", "Đảng viên đi thẩm tra", "reference", refers_to="party_member"),
    Field("background_check", "letter_number", "Số công văn, giấy giới thiệu", max_length=50),
    Field("background_check", "sent_on", "Ngày gửi", "date"),
    Field("background_check", "received_on", "Ngày nơi được hỏi nhận", "date"),
    Field("background_check", "is_abroad", "Ở nước ngoài", "flag"),
    Field("background_check", "answered_on", "Ngày trả lời", "date"),
    Field("background_check", "reply_number", "Số văn bản trả lời", max_length=50),
    Field("background_check", "result", "Kết quả", "choice", choices=choices.CHECK_RESULT),
    Field("background_check", "exemption", "Không thẩm tra vì", "choice", choices=choices.CHECK_EXEMPTION),
    Field("background_check", "note", "Ghi chú", max_length=2_000, is_sensitive=True),
    Field("opinion", "purpose", "Để", "choice", required=True, choices=choices.OPINION_PURPOSE),
    Field("opinion", "kind", "Nơi nhận xét", "choice", required=True, choices=choices.OPINION_KIND),
    Field("opinion", "body", "Tên đoàn thể, chi ủy"),
    Field("opinion", "given_on", "Ngày nhận xét", "date"),
    Field("opinion", "member_total", "Tổng số", "integer"),
    Field("opinion", "asked", "Số được hỏi", "integer"),
    Field("opinion", "votes_for", "Tán thành", "integer"),
    Field("opinion", "votes_against", "Không tán thành", "integer"),
    Field("opinion", "strengths", "Ưu điểm", "long_text", max_length=5_000),
    Field("opinion", "weaknesses", "Khuyết điểm", "long_text", max_length=5_000),
    Field("opinion", "against_reason", "Lý do không tán thành", max_length=500),
    Field("opinion", "signer", "Người ký", max_length=100),
    Field("opinion", "note", "Ghi chú"),
    Field("dossier_receipt", "kind", "Việc", "choice", required=True, choices=choices.RECEIPT_KIND),
    Field("dossier_receipt", "happened_on", "Ngày", "date"),
    Field("dossier_receipt", "papers", "Số giấy tờ", "integer"),
    Field("dossier_receipt", "handed_by", "Người giao", max_length=100),
    Field("dossier_receipt", "taken_by", "Người nhận", max_length=100),
    Field("dossier_receipt", "reason", "Lý do trả lại", max_length=2_000),
    Field("dossier_receipt", "note", "Ghi chú"),
    Field("special_group", "kind", "Diện", "choice", required=True, choices=choices.SPECIAL_GROUP),
    Field("special_group", "started_on", "Từ ngày", "date"),
    Field("special_group", "ended_on", "Đến ngày", "date"),
    Field("special_group", "note", "Ghi chú"),
    Field("overruling", "rule", "Phép kiểm tra", required=True),
    Field("overruling", "message", "Điều được bỏ qua", required=True, max_length=2_000),
    Field("overruling", "reason", "Lý do bỏ qua", "long_text", required=True, max_length=2_000),
    Field("overruling", "overruled_by", "Người chịu trách nhiệm", required=True, max_length=100),
    Field("overruling", "overruled_on", "Ngày bỏ qua", "date", required=True),
    Field("verification_reply", "kind", "Việc", "choice", required=True, choices=choices.REPLY_KIND),
    Field("verification_reply", "asked_by", "Nơi đề nghị", required=True),
    Field("verification_reply", "letter_number", "Số công văn đến", max_length=50),
    Field("verification_reply", "letter_on", "Ngày công văn", "date"),
    Field("verification_reply", "received_on", "Ngày nhận", "date"),
    Field("verification_reply", "person_name", "Về ông, bà", max_length=100),
    Field("verification_reply", "born_on", "Năm sinh", "partial_date"),
    Field("verification_reply", "relation", "Quan hệ với người vào Đảng"),
    Field("verification_reply", "question", "Nội dung đề nghị", max_length=2_000, is_sensitive=True),
    Field("verification_reply", "party_cell_id", "Giao chi bộ", "reference", refers_to="party_cell"),
    Field("verification_reply", "answered_on", "Ngày trả lời", "date"),
    Field("verification_reply", "reply_number", "Số văn bản trả lời", max_length=50),
    Field("verification_reply", "result", "Nội dung trả lời", max_length=2_000, is_sensitive=True),
    Field("verification_reply", "note", "Ghi chú"),
)

_CLASSES = (
    Field("training_class", "kind", "Loại lớp", "choice", required=True, choices=choices.CLASS_KIND),
    Field("training_class", "name", "Tên lớp", required=True),
    Field("training_class", "batch", "Khóa, đợt", max_length=50),
    Field("training_class", "organiser", "Đơn vị mở lớp"),
    Field("training_class", "place", "Địa điểm"),
    Field("training_class", "starts_on", "Khai giảng", "date"),
    Field("training_class", "ends_on", "Bế giảng", "date"),
    Field("training_class", "opening_number", "Số quyết định mở lớp", max_length=50),
    Field("training_class", "opening_on", "Ngày quyết định mở lớp", "date"),
    Field("training_class", "certificates_on", "Ngày cấp giấy chứng nhận", "date"),
    Field("training_class", "signer", "Người ký giấy chứng nhận"),
    Field("training_class", "signer_position", "Chức vụ người ký"),
    Field("training_class", "note", "Ghi chú"),
    Field("enrolment", "person_id", "Học viên", "reference", required=True, refers_to="person"),
    Field("enrolment", "result", "Xếp loại", "choice", choices=choices.RESULT),
    Field("enrolment", "note", "Ghi chú"),
    Field("certificate", "kind", "Loại lớp", "choice", required=True, choices=choices.CLASS_KIND),
    Field("certificate", "number", "Số giấy chứng nhận", max_length=50),
    Field("certificate", "issued_on", "Ngày cấp", "date"),
    Field("certificate", "issued_by", "Nơi cấp"),
    Field("certificate", "note", "Ghi chú"),
)

_ORGANISATION = (
    Field("office", "name", "Tên cơ quan", required=True),
    Field("office", "place_name", "Địa danh ghi trên văn bản"),
    Field("office", "province", "Tỉnh, thành phố"),
    Field("office", "secretary", "Bí thư"),
    Field("office", "deputy_secretary", "Phó bí thư"),
    Field("office", "political_centre", "Trung tâm chính trị"),
    Field("office", "political_centre_head", "Giám đốc trung tâm chính trị"),
    Field("office", "paper_font", "Phông chữ khi in", max_length=100),
    Field("party_committee", "level", "Cấp", "choice", required=True, choices=choices.COMMITTEE_LEVEL),
    Field("party_committee", "name", "Tên cấp ủy", required=True),
    Field("party_committee", "parent_id", "Cấp ủy cấp trên", "reference", refers_to="party_committee"),
    Field("party_committee", "organisation_code", "Mã tổ chức đảng", max_length=14),
    Field("party_committee", "starts_on", "Từ ngày", "date"),
    Field("party_committee", "ends_on", "Đến ngày", "date"),
    Field("party_cell", "name", "Tên chi bộ", required=True),
    Field("party_cell", "committee_id", "Trực thuộc", "reference", refers_to="party_committee"),
    Field("party_cell", "village_id", "Thôn, đơn vị", "reference", refers_to="village"),
    Field("party_cell", "is_grassroots", "Là chi bộ cơ sở", "flag"),
    Field("party_cell", "secretary", "Bí thư"),
    Field("party_cell", "deputy_secretary", "Phó bí thư"),
    Field("party_cell", "member_in_charge", "Cấp ủy viên phụ trách"),
    Field("party_cell", "starts_on", "Từ ngày", "date"),
    Field("party_cell", "ends_on", "Đến ngày", "date"),
    Field("village", "name", "Tên thôn, đơn vị", required=True),
    Field("village", "kind", "Loại", "choice", required=True, choices=choices.VILLAGE_KIND),
    Field("village", "starts_on", "Từ ngày", "date"),
    Field("village", "ends_on", "Đến ngày", "date"),
    Field("source_category", "name", "Nguồn", required=True),
    Field("source_category", "is_active", "Đang dùng", "flag"),
    Field("account", "name", "Tên tài khoản", required=True, max_length=60),
    Field("account", "role", "Vai trò", required=True, max_length=50),
    Field("account", "is_active", "Đang dùng", "flag"),
)

_BY_TABLE: dict[str, list[Field]] = {}
for _each in (*_PERSON, *_HISTORIES, *_MEMBERS, *_PAPERS, *_CHECKING, *_CLASSES, *_ORGANISATION):
    _BY_TABLE.setdefault(_each.table, []).append(_each)
