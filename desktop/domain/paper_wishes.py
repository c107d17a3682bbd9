"""What somebody wants on paper: about whom or what, and which forms."""

from dataclasses import dataclass

from desktop.domain.paper_states import State

PERSON, CHECK, REQUEST, CLASS = "person", "background_check", "request", "class"
MEETING, ROUND, REGISTER, HAND_OVER = "meeting", "round", "register", "hand_over"
# The certificates of a class: one form, a paper for each learner who holds one.
CERTIFICATES = "certificates"
# How a certificate of the class falls on its pre-printed stock, over a net in millimetres.
STOCK_TEST = "stock test"
# Forms as they are while nothing is recorded.
BLANK_FORM = "blank"
# What a form is about, in the words of a sentence.
ABOUT_WORDS = {
    PERSON: "một người",
    CHECK: "một lần thẩm tra lý lịch",
    REQUEST: "một đề nghị của nơi khác",
    CLASS: "một lớp",
    MEETING: "một cuộc họp",
    ROUND: "một đợt xét",
    REGISTER: "một sổ",
    HAND_OVER: "một lần gửi cấp trên",
}


# The parts of a dossier that are printed together, in the words of a list.
PART_WORDS = {"admission": "Bộ giấy kết nạp", "recognition": "Bộ giấy công nhận chính thức"}


@dataclass(frozen=True)
class Wish:
    """About what, the keys of these in the book, which forms (None: those usual for it), of which edition.

    `period` is the first and the last day of a register, "" for no end. `state` is the one shown first, else the final.
    """

    about: str = PERSON
    keys: tuple[int, ...] = ()
    forms: tuple[str, ...] | None = None
    edition: str | None = None
    period: tuple[str, str] = ("", "")
    state: State | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was chosen to print."""
        return self.forms == () or not (self.keys or self.about in (BLANK_FORM, REGISTER))


@dataclass(frozen=True)
class Offer:
    """A form that can be printed; `document` names the step it is the paper of, `part` that of the dossier, if any."""

    form: str
    title: str
    document: str = ""
    part: str = ""
