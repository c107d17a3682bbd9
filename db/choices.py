"""The values a choice may take, each with the official Vietnamese words."""

Choices = dict[str, str]

SEX: Choices = {"male": "Nam", "female": "Nữ"}
MARITAL_STATUS: Choices = {"single": "Độc thân", "married": "Đã kết hôn", "divorced": "Đã ly hôn", "widowed": "Góa"}
COMMITTEE_LEVEL: Choices = {
    "superior": "Cấp ủy cấp trên",
    "competent": "Cấp ủy có thẩm quyền quyết định kết nạp",
    "grassroots": "Đảng ủy cơ sở",
    "section": "Đảng ủy bộ phận",
}
VILLAGE_KIND: Choices = {
    "village": "Thôn, bản, tổ dân phố",
    "school": "Trường học",
    "clinic": "Trạm y tế",
    "firm": "Doanh nghiệp",
    "agency": "Cơ quan",
    "other": "Khác",
}
CLASS_KIND: Choices = {
    "awareness": "Bồi dưỡng nhận thức về Đảng",
    "new_member": "Bồi dưỡng đảng viên mới",
    "refresher": "Bồi dưỡng nghiệp vụ",
}
RESULT: Choices = {
    "excellent": "Xuất sắc",
    "good": "Giỏi",
    "fair": "Khá",
    "average": "Trung bình",
    "failed": "Không đạt",
    "absent": "Vắng",
}
INTRODUCTION_KIND: Choices = {
    "official_member": "Đảng viên chính thức",
    "youth_union": "Đoàn Thanh niên",
    "trade_union": "Công đoàn",
}
RELATION: Choices = {
    "paternal_grandfather": "Ông nội",
    "paternal_grandmother": "Bà nội",
    "maternal_grandfather": "Ông ngoại",
    "maternal_grandmother": "Bà ngoại",
    "spouse_paternal_grandfather": "Ông nội vợ (chồng)",
    "spouse_paternal_grandmother": "Bà nội vợ (chồng)",
    "spouse_maternal_grandfather": "Ông ngoại vợ (chồng)",
    "spouse_maternal_grandmother": "Bà ngoại vợ (chồng)",
    "father": "Cha đẻ",
    "mother": "Mẹ đẻ",
    "foster_parent": "Người nuôi dưỡng",
    "father_in_law": "Cha vợ (chồng)",
    "mother_in_law": "Mẹ vợ (chồng)",
    "spouse": "Vợ (chồng)",
    "sibling": "Anh, chị, em ruột",
    "spouse_sibling": "Anh, chị, em ruột của vợ (chồng)",
    "child": "Con đẻ",
    "adopted_child": "Con nuôi",
}
STAGE: Choices = {
    "source": "Nguồn",
    "sympathiser": "Cảm tình Đảng",
    "in_class": "Đang học lớp nhận thức",
    "certified": "Đã có giấy chứng nhận",
    "procedure_requested": "Đã đề nghị làm thủ tục",
    "procedure_allowed": "Được làm thủ tục",
    "declared": "Đã khai lý lịch",
    "checking": "Đang thẩm tra",
    "history_certified": "Đã chứng nhận lý lịch",
    "introduced": "Đã được giới thiệu",
    "cell_voted": "Chi bộ đã đề nghị",
    "committee_voted": "Đảng ủy cơ sở đã đề nghị",
    "decided": "Đã có quyết định",
    "probationary": "Đảng viên dự bị",
    "recognition_voted": "Chi bộ đã đề nghị công nhận",
    "official": "Đảng viên chính thức",
    "withdrawn": "Xin thôi",
    "removed": "Đưa ra khỏi danh sách",
    "refused": "Không được kết nạp",
    "moved": "Chuyển nơi khác",
    "struck_off": "Xóa tên",
    "cancelled": "Hủy quyết định",
}
STEP_KIND: Choices = {
    "listed": "Đưa vào danh sách nguồn",
    "sympathiser_chosen": "Chi bộ chọn vào danh sách cảm tình Đảng",
    "class_proposed": "Chi bộ đề nghị cử đi học lớp nhận thức",
    "procedure_requested": "Chi bộ đề nghị cho làm thủ tục",
    "procedure_allowed": "Cấp ủy cho làm thủ tục",
    "application_letter": "Làm đơn xin vào Đảng",
    "personal_history": "Khai lý lịch",
    "stamped": "Đóng dấu giáp lai lý lịch",
    "background_check_sent": "Gửi thẩm tra lý lịch",
    "background_check_answered": "Có kết quả thẩm tra lý lịch",
    "cell_comment": "Chi ủy nhận xét lý lịch",
    "political_conclusion": "Cấp ủy kết luận về tiêu chuẩn chính trị",
    "history_certified": "Cấp ủy chứng nhận lý lịch",
    "opinion_summary": "Tổng hợp ý kiến nhận xét",
    "cell_meeting": "Chi bộ họp xét kết nạp",
    "section_report": "Đảng ủy bộ phận thẩm định",
    "committee_meeting": "Đảng ủy cơ sở họp xét kết nạp",
    "province_consent": "Ban thường vụ cấp ủy trực thuộc Trung ương đồng ý",
    "standing_committee_meeting": "Ban thường vụ họp xét",
    "admission_decision": "Quyết định kết nạp",
    "decision_received": "Chi bộ nhận quyết định",
    "ceremony_consent": "Cấp ủy đồng ý cho tổ chức lễ kết nạp quá hạn",
    "admission_ceremony": "Lễ kết nạp",
    "member_file": "Khai lý lịch đảng viên, phiếu đảng viên",
    "data_entered": "Đã nhập cơ sở dữ liệu đảng viên",
    "probation_extended": "Kéo dài thời gian dự bị",
    "self_review": "Đảng viên dự bị tự kiểm điểm",
    "mentor_review": "Đảng viên giúp đỡ nhận xét đảng viên dự bị",
    "recognition_opinion_summary": "Tổng hợp ý kiến nhận xét đảng viên dự bị",
    "recognition_cell_meeting": "Chi bộ họp đề nghị công nhận chính thức",
    "recognition_section_report": "Đảng ủy bộ phận thẩm định đề nghị công nhận",
    "recognition_committee_meeting": "Đảng ủy cơ sở họp đề nghị công nhận chính thức",
    "recognition_standing_committee_meeting": "Ban thường vụ họp xét công nhận chính thức",
    "recognition_decision": "Quyết định công nhận đảng viên chính thức",
    "card_given": "Phát thẻ đảng viên",
    "withdrawn": "Xin thôi, rút đơn",
    "removed": "Đưa ra khỏi danh sách",
    "refused": "Không được kết nạp",
    "moved": "Chuyển nơi khác",
    "struck_off": "Xóa tên trong danh sách đảng viên dự bị",
    "cancelled": "Hủy quyết định",
}
INTRODUCTION_EXEMPTION: Choices = {
    "replacement": "Thay người giới thiệu không tiếp tục được",
    "moved": "Giúp đỡ tiếp người chuyển đến",
}
SENT_HOW: Choices = {"letter": "Công văn", "member_sent": "Cử đảng viên đi thẩm tra"}
CHECK_RESULT: Choices = {
    "right": "Đúng",
    "wrong": "Chưa đúng",
    "incomplete": "Chưa đầy đủ",
    "unclear": "Chưa rõ",
}
CHECK_EXEMPTION: Choices = {
    "is_member": "Là đảng viên, đã khai rõ ràng, đầy đủ",
    "relative_is_member": "Trong gia đình có người là đảng viên",
    "same_commune": "Cả gia đình ở cùng xã, chi bộ đã biết rõ",
    "minor": "Chưa đủ năng lực hành vi dân sự",
    "deceased": "Đã mất",
    "other": "Lý do khác",
}
OPINION_PURPOSE: Choices = {"admission": "Xét kết nạp", "recognition": "Công nhận chính thức"}
OPINION_KIND: Choices = {
    "mass_organisation": "Đoàn thể nơi sinh hoạt",
    "residence": "Chi ủy nơi cư trú",
    "workplace": "Nơi làm việc",
}
RECEIPT_KIND: Choices = {"received": "Nhận hồ sơ", "returned": "Trả lại hồ sơ"}
SPECIAL_GROUP: Choices = {
    "religious_follower": "Người theo tôn giáo",
    "religious_dignitary": "Chức sắc, chức việc tôn giáo",
    "hoa_ethnic": "Người Hoa",
    "foreign_spouse": "Kết hôn với người nước ngoài",
    "firm_owner": "Chủ doanh nghiệp tư nhân",
    "contract_worker": "Lao động hợp đồng",
    "contract_teacher": "Giáo viên hợp đồng",
    "seconded": "Biệt phái",
    "student": "Học sinh, sinh viên",
    "waiting_for_job": "Tốt nghiệp, chờ việc làm",
    "demobilised": "Bộ đội xuất ngũ",
    "disadvantaged_area": "Ở vùng được hạ tiêu chuẩn học vấn",
    "village_elder": "Già làng, trưởng bản, người có uy tín",
    "special_need": "Trên 60 tuổi, do yêu cầu đặc biệt",
    "political_issue": "Có vấn đề cần kết luận về tiêu chuẩn chính trị",
    "cleared_record": "Đã được xóa án tích",
}
REPLY_KIND: Choices = {"history": "Xác nhận lý lịch", "residence_opinion": "Ý kiến nơi cư trú"}
MEETING_KIND: Choices = {
    "cell": "Chi bộ",
    "section": "Đảng ủy bộ phận",
    "grassroots": "Đảng ủy cơ sở",
    "standing_committee": "Ban thường vụ",
}
MEETING_PURPOSE: Choices = {
    "list": "Đưa vào danh sách nguồn",
    "choose": "Chọn vào danh sách cảm tình Đảng",
    "assign_mentor": "Phân công đảng viên giúp đỡ",
    "propose_class": "Đề nghị cử đi học",
    "request_procedure": "Đề nghị cho làm thủ tục",
    "allow_procedure": "Cho làm thủ tục",
    "comment_history": "Nhận xét lý lịch",
    "political_conclusion": "Kết luận về tiêu chuẩn chính trị",
    "certify_history": "Chứng nhận lý lịch",
    "admission": "Xét kết nạp",
    "recognition": "Xét công nhận chính thức",
    "extend_probation": "Kéo dài thời gian dự bị",
    "remove": "Đưa ra khỏi danh sách",
    "strike_off": "Xóa tên đảng viên dự bị",
    "cancel": "Hủy quyết định",
}
MEETING_RESULT: Choices = {
    "agreed": "Đồng ý",
    "not_agreed": "Không đồng ý",
    "postponed": "Để lại xét sau",
}
PAPER_STATE: Choices = {"draft": "Dự thảo", "meeting": "Bản mang đi họp", "final": "Bản chính"}
QUOTA_KIND: Choices = {
    "number": "Số mỗi năm",
    "share": "Tỷ lệ đảng viên",
    "term_total": "Tổng giai đoạn",
    "range": "Khoảng mỗi năm",
}
VILLAGE_CELL: Choices = {"own": "Có chi bộ riêng", "joint": "Sinh hoạt ghép", "none": "Chưa có tổ chức đảng"}
COMMENDATION_KIND: Choices = {"organisation": "Tổ chức", "member": "Đảng viên"}
ROUNDING: Choices = {"half_up": "Làm tròn", "truncate": "Cắt bớt"}
REPORT_STATE: Choices = {"draft": "Đang làm", "complete": "Đã hoàn thành", "sent": "Đã gửi"}
REPORT_EVENT: Choices = {"completed": "Hoàn thành, khóa", "sent": "Gửi đi", "reopened": "Mở lại"}
HAND_OVER_EXTENT: Choices = {
    "figures": "Chỉ số liệu, không có tên người",
    "lists": "Số liệu và danh sách (ít trường nhất)",
    "full": "Toàn bộ hồ sơ",
}
