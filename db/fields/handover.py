"""The fields of what was handed over to the superior."""

from db import choices
from db.fields.model import Field

HAND_OVERS = (
    Field("hand_over", "sequence", "Số thứ tự", "integer", required=True),
    Field("hand_over", "starts_on", "Từ ngày", "date", required=True),
    Field("hand_over", "ends_on", "Đến ngày", "date", required=True),
    Field("hand_over", "extent", "Nội dung", "choice", required=True, choices=choices.HAND_OVER_EXTENT),
    Field("hand_over", "made_at", "Lập lúc", required=True),
    Field("hand_over", "made_by", "Người lập", required=True),
    Field("hand_over", "fingerprint", "Dấu kiểm của gói dữ liệu", required=True),
    Field("hand_over", "people", "Số người trong gói", "integer", required=True),
    Field("hand_over", "figures", "Số số liệu trong gói", "integer", required=True),
    Field("hand_over", "files", "Số tệp", "integer", required=True),
    Field("hand_over", "document_number", "Số công văn"),
    Field("hand_over", "document_on", "Ngày công văn", "date"),
)
