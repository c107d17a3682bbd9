"""The fields of meetings, of who is considered there, of rounds of the standing committee and of numbers of papers."""

from db import choices
from db.fields.model import Field

_BODY, _ATTENDANCE, _PAPER = "Cuộc họp", "Quân số", "Văn bản"

_MEETING = (
    Field("meeting", "kind", "Tổ chức họp", "choice", _BODY, required=True, choices=choices.MEETING_KIND),
    Field("meeting", "party_cell_id", "Chi bộ", "reference", _BODY, refers_to="party_cell"),
    Field("meeting", "party_committee_id", "Cấp ủy", "reference", _BODY, refers_to="party_committee"),
    Field("meeting", "review_round_id", "Đợt xét", "reference", _BODY, refers_to="review_round"),
    Field("meeting", "held_on", "Ngày họp", "date", _BODY),
    Field("meeting", "place", "Địa điểm", section=_BODY),
    Field("meeting", "started_at", "Khai mạc lúc", section=_BODY, max_length=20),
    Field("meeting", "ended_at", "Kết thúc lúc", section=_BODY, max_length=20),
    Field("meeting", "chair", "Người chủ trì", section=_BODY, max_length=100),
    Field("meeting", "chair_position", "Chức vụ người chủ trì", section=_BODY, max_length=100),
    Field("meeting", "meeting_secretary", "Thư ký", section=_BODY, max_length=100),
    Field("meeting", "guests", "Đại biểu dự", section=_BODY, max_length=500),
    Field("meeting", "member_total", "Tổng số đảng viên (ủy viên)", "integer", _ATTENDANCE),
    Field("meeting", "official_total", "Số chính thức", "integer", _ATTENDANCE),
    Field("meeting", "members_exempt", "Miễn sinh hoạt, vắng", "integer", _ATTENDANCE),
    Field("meeting", "members_elsewhere", "Sinh hoạt tạm thời nơi khác", "integer", _ATTENDANCE),
    Field("meeting", "members_suspended", "Bị đình chỉ, tạm giam", "integer", _ATTENDANCE),
    Field("meeting", "votes_base", "Số được triệu tập", "integer", _ATTENDANCE),
    Field("meeting", "present", "Có mặt", "integer", _ATTENDANCE),
    Field("meeting", "present_official", "Chính thức có mặt", "integer", _ATTENDANCE),
    Field("meeting", "absent_reason", "Lý do vắng mặt", section=_ATTENDANCE),
    Field("meeting", "ballots_issued", "Số phiếu phát ra", "integer", _ATTENDANCE),
    Field("meeting", "ballots_collected", "Số phiếu thu về", "integer", _ATTENDANCE),
    Field("meeting", "document_number", "Số văn bản", section=_PAPER, max_length=50),
    Field("meeting", "document_on", "Ngày văn bản", "date", _PAPER),
    Field("meeting", "sent_on", "Ngày gửi lên cấp trên", "date", _PAPER),
    Field("meeting", "note", "Ghi chú", section=_PAPER, max_length=2_000),
)

_CASE = (
    Field("meeting_case", "purpose", "Xét để", "choice", required=True, choices=choices.MEETING_PURPOSE),
    Field("meeting_case", "place", "Thứ tự", "integer"),
    Field("meeting_case", "mentor_id", "Đảng viên giúp đỡ", "reference", refers_to="party_member"),
    Field("meeting_case", "votes_for", "Tán thành", "integer"),
    Field("meeting_case", "votes_against", "Không tán thành", "integer"),
    Field("meeting_case", "votes_invalid", "Phiếu không hợp lệ", "integer"),
    Field("meeting_case", "result", "Kết quả", "choice", choices=choices.MEETING_RESULT),
    Field("meeting_case", "against_reason", "Lý do không tán thành", max_length=500),
    Field(
        "meeting_case",
        "history_conclusion",
        "Kết luận về lý lịch",
        "long_text",
        max_length=5_000,
        is_sensitive=True,
    ),
    Field("meeting_case", "strengths", "Ưu điểm", "long_text", max_length=5_000),
    Field("meeting_case", "weaknesses", "Khuyết điểm", "long_text", max_length=5_000),
    Field("meeting_case", "conclusion", "Kết luận của hội nghị", "long_text", max_length=5_000),
    Field("meeting_case", "document_number", "Số văn bản", max_length=50),
    Field("meeting_case", "document_on", "Ngày văn bản", "date"),
    Field("meeting_case", "note", "Ghi chú"),
)

_ROUND = (
    Field("review_round", "name", "Đợt xét", required=True),
    Field("review_round", "party_committee_id", "Cấp ủy xét", "reference", refers_to="party_committee"),
    Field("review_round", "early_submission_number", "Số tờ trình gửi trước", max_length=50),
    Field("review_round", "early_submission_on", "Ngày tờ trình gửi trước", "date"),
    Field("review_round", "submission_number", "Số tờ trình tại hội nghị", max_length=50),
    Field("review_round", "submission_on", "Ngày tờ trình tại hội nghị", "date"),
    Field("review_round", "tally_head", "Tổ trưởng tổ kiểm phiếu", max_length=100),
    Field("review_round", "tally_members", "Thành viên tổ kiểm phiếu", max_length=300),
    Field("review_round", "conclusion_number", "Số thông báo kết luận", max_length=50),
    Field("review_round", "conclusion_on", "Ngày thông báo kết luận", "date"),
    Field("review_round", "card_decision_number", "Số quyết định phát thẻ", max_length=50),
    Field("review_round", "card_decision_on", "Ngày quyết định phát thẻ", "date"),
    Field("review_round", "note", "Ghi chú", max_length=2_000),
)

_NUMBER = (
    Field("paper_number", "party_cell_id", "Của chi bộ", "reference", refers_to="party_cell"),
    Field("paper_number", "party_committee_id", "Của cấp ủy", "reference", refers_to="party_committee"),
    Field("paper_number", "kind", "Loại văn bản", required=True, max_length=20),
    Field("paper_number", "term", "Nhiệm kỳ", max_length=50),
    Field("paper_number", "number", "Số, ký hiệu", required=True, max_length=50),
    Field("paper_number", "dated_on", "Ngày văn bản", "date"),
    Field("paper_number", "subject", "Trích yếu", max_length=500),
    Field("paper_number", "note", "Ghi chú"),
)

MEETINGS = (*_MEETING, *_CASE, *_ROUND, *_NUMBER)
