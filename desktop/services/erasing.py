"""Erasing what is held about a person, at somebody's request: for good, and without the name in the log."""

from collections.abc import Sequence
from datetime import date, datetime

from db import cases, erasing, log, mentions
from db.changes import Changes
from db.fields import find_field
from db.log import LogQuery
from db.mentions import Mention
from db.store import Store
from db.text import fold
from desktop import vietnamese
from desktop.domain.validation import Invalid
from desktop.services import scans

# What tells who a person is, and so must not stand in the request that stays in the log.
_TELLING = ("full_name", "birth_name", "alias", "citizen_id", "phone")
_SHORTEST = 4
_LONGEST_SHOWN = 110
# Where a text stands that is in nobody's dossier.
_PLACES = {
    "verification_reply": "Nơi khác đề nghị",
    "party_cell": "Chi bộ",
    "office": "Cơ quan",
    "party_committee": "Cấp ủy",
    "training_class": "Lớp bồi dưỡng",
    "meeting": "Họp xét",
    "review_round": "Đợt xét",
    "paper_number": "Sổ số văn bản",
    "commendation": "Khen thưởng",
    "calendar_entry": "Lịch việc",
    "draft": "Nội dung chưa lưu",
    "scan": "Bản quét",
}
# What goes, as lists of a case with the words of one line of them.
_GOING = {
    "family": "người thân",
    "career": "quá trình công tác",
    "training": "quá trình đào tạo",
    "abroad": "thời gian ở nước ngoài",
    "rewards": "khen thưởng",
    "disciplines": "kỷ luật",
    "certificates": "giấy chứng nhận",
    "enrolments": "lớp đã học",
    "dossiers": "hồ sơ kết nạp",
    "steps": "bước quy trình",
    "items": "giấy tờ trong hồ sơ",
    "introductions": "người giới thiệu",
    "mentor_assignments": "phân công giúp đỡ",
    "background_checks": "thẩm tra lý lịch",
    "opinions": "ý kiến nhận xét",
    "papers": "lần in giấy tờ",
}


def what_goes(store: Store, person_id: int) -> tuple[str, ...]:
    """Sentences on what erasing a person takes away and what stays. Raises NotFound."""
    case = cases.load(store, person_id)
    counted = [(len(getattr(case, name)), words) for name, words in _GOING.items()]
    counted.append((len(scans.of_person(store, person_id)), "bản quét"))
    lists = ", ".join(f"{count} {words}" for count, words in counted if count)
    actions = sum(1 for _ in log.lines(store, LogQuery(person_id=person_id)))
    going = f"Xóa: lý lịch{', ảnh' if case.photo else ''}{', ' if lists else ''}{lists}."
    logged = f"Trong nhật ký còn lại {actions} dòng, nhưng tên và số liệu trong đó không ai đọc được nữa."
    others = (
        "Hồ sơ của người khác có ghi tên người này (giúp đỡ, giới thiệu); ở đó tên được thay bằng “(đã xóa)”."
        if erasing.is_needed_by_others(store, person_id)
        else ""
    )
    copies = "Bản sao lưu cũ còn giữ dữ liệu cho tới khi được thay; khi khôi phục, chương trình tự xóa lại người này."
    return tuple(sentence for sentence in (going, logged, others, copies) if sentence)


def require_name(store: Store, person_id: int, typed: str) -> None:
    """Raise Invalid unless the full name was typed; accents and capitals do not matter."""
    if fold(typed) != fold(store.get("person", person_id).full_name):
        raise Invalid({"full_name": "Họ và tên: chưa đúng tên người được xóa. Hãy gõ đủ họ và tên như ghi ở trên."})


def find_mentions(store: Store, person_id: int) -> list[tuple[Mention, str]]:
    """Texts of other dossiers that name the person, each with words that say where and what. Raises NotFound."""
    found = mentions.find(store.connection, store.get("person", person_id))
    return [(each, _told(store, each)) for each in found]


def erase_person(
    store: Store, person_id: int, request: str, requested_on: date, named_in: Sequence[Mention] = ()
) -> Changes:
    """Erase a person: rows, photograph, drafts, and the key of the values in the log; it is never taken back.

    Members whom the dossiers of others name stay as "(đã xóa)"; so does the name in the texts of `named_in`, as
    `find_mentions` gave them. `request` says what was asked by which paper; it stays in the log, so it must not name
    the person. Raises Invalid, NotFound.
    """
    asked = " ".join(request.split())
    _require_nameless(store, person_id, asked)
    label = f"Xóa dữ liệu cá nhân theo yêu cầu ngày {vietnamese.show_date(requested_on.isoformat())}: {asked}"
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    return erasing.erase(store, person_id, label, requested_on.isoformat(), now, named_in)


def _told(store: Store, mention: Mention) -> str:
    owner = store.find("person", id=mention.person_id) if mention.person_id is not None else None
    where = f"Hồ sơ {owner.full_name}" if owner else _PLACES.get(mention.table, "Sổ")
    field = find_field(mention.table, mention.column)
    text = " ".join(mention.text.split())
    shown = text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
    return f"{where}, {(field.label if field else mention.column).lower()}: {shown}"


def _require_nameless(store: Store, person_id: int, asked: str) -> None:
    person = store.get("person", person_id)
    if not asked:
        raise Invalid({"request": "Yêu cầu: chưa ghi. Hãy ghi số, ngày của đơn hoặc văn bản yêu cầu xóa."})
    telling = [fold(person[name]) for name in _TELLING if person[name]]
    if any(each in fold(asked) for each in telling if len(each) >= _SHORTEST):
        raise Invalid({"request": "Yêu cầu: không ghi tên hay số của người được xóa, vì dòng này ở lại trong nhật ký."})
