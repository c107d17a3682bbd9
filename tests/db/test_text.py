"""Tests of text as it is kept, searched and sorted: accents, spelling and capitals never hide anybody."""

import itertools
import random
import unicodedata

import pytest
import vn_collate
from hypothesis import given
from hypothesis import strategies as st

from db.text import collation_key, fold, nfc, sort_key

ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph q r s t th tr v x".split()
VOWELS = "a ă â e ê i o ô ơ u ư y".split()
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
ENDS = ["", *"c ch m n ng nh p t".split()]


def syllable(onset: str, vowel: str, tone: str, end: str) -> str:
    return unicodedata.normalize("NFC", onset + vowel + tone + end)


SYLLABLES = st.builds(
    syllable, st.sampled_from(ONSETS), st.sampled_from(VOWELS), st.sampled_from(TONES), st.sampled_from(ENDS)
)
NAMES = st.lists(SYLLABLES, min_size=1, max_size=4).map(" ".join)
ANY_TEXT = st.text(max_size=20)


@given(text=ANY_TEXT)
def test_normal_form_is_reached_at_once(text: str) -> None:
    once = nfc(text)
    assert nfc(once) == once
    assert unicodedata.is_normalized("NFC", once)


@pytest.mark.parametrize(
    "letter", ["\x00", "\x07", "\x1f", "\x7f", "\x9f", "\u200b", "\u202e", "\ufeff", "\xad", "\ud800"]
)
def test_what_cannot_be_seen_goes(letter: str) -> None:
    assert nfc(f"Hò{letter}a") == "Hòa"
    assert fold(f"Hò{letter}a") == "hoa"


@pytest.mark.parametrize("letter", ["\t", "\n", "\r", "\xa0", " "])
def test_blanks_and_line_ends_stay(letter: str) -> None:
    assert nfc(f"a{letter}b") == f"a{letter}b"
    assert fold(f"a{letter}b") == "a b"


@given(text=ANY_TEXT | NAMES)
def test_folding_twice_is_folding_once(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
    assert once == once.strip()
    assert "  " not in once


@given(name=NAMES)
def test_folding_knows_no_capitals_no_spelling_and_no_marks(name: str) -> None:
    folded = fold(name)
    assert folded.isascii()
    forms = (unicodedata.normalize(form, name) for form in ("NFC", "NFD", "NFKC", "NFKD"))
    for same in (*forms, name.upper(), name.title(), f"  {name.replace(' ', '   ')} "):
        assert fold(same) == folded
        assert fold(nfc(same)) == folded


@pytest.mark.parametrize(
    ("one", "other", "folded"),
    [
        ("hoà", "hòa", "hoa"),
        ("uỷ", "ủy", "uy"),
        ("thuý", "thúy", "thuy"),
        ("Khoẻ", "Khỏe", "khoe"),
        ("Đặng", "ðẶNG", "dang"),
        ("Ðặng", "đặng", "dang"),
        ("ĐẢNG UỶ", "đảng  ủy", "dang uy"),
        ("H'Hen Niê", "h'hen nie", "h'hen nie"),
    ],
)
def test_spellings_of_one_name(one: str, other: str, folded: str) -> None:
    assert fold(one) == fold(other) == folded


# Order

TONE_ORDER = ["ma", "mà", "mả", "mã", "má", "mạ"]
LETTER_ORDER = "a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y".split()


@pytest.mark.parametrize(
    "words", [TONE_ORDER, LETTER_ORDER, ["An", "Ân", "Anh"], ["ba", "bà", "ban", "bàn", "bạn", "bang"]]
)
def test_words_sort_as_in_a_dictionary(words: list[str]) -> None:
    wanted = ["An", "Anh", "Ân"] if words[0] == "An" else words
    shuffled = random.Random(1).sample(words, len(words))
    assert sorted(shuffled, key=collation_key) == wanted


@given(words=st.lists(SYLLABLES, min_size=2, max_size=12))
def test_words_sort_as_the_vietnamese_collation_does(words: list[str]) -> None:
    assert sorted(words, key=collation_key) == sorted(words, key=vn_collate.collate_key)


@given(word=SYLLABLES)
def test_capitals_and_spelling_do_not_change_the_order(word: str) -> None:
    assert collation_key(word) == collation_key(word.upper()) == collation_key(unicodedata.normalize("NFD", word))


# Two-word given parts do not exist: the last word decides, then the family name, then what stands between.
PEOPLE_IN_ORDER = [
    "Lò Văn An",
    "Nguyễn An",
    "Nguyễn Hòa An",
    "Nguyễn Thị An",
    "Nguyễn Văn An",
    "Vàng A An",
    "Lê Thị Ánh",
    "Lò Thị Ánh",
    "Đặng Văn Ân",
    "Trần Văn Bình",
    "Trần Thị Dung",
    "Trần Thị Đào",
    "Nguyễn Thị Hoa",
    "Hà Thị Hòa",
    "Hà Thị Hoà",
    "Nguyễn Thị Hỏa",
    "Nguyễn Thị Họa",
    "Nguyễn Thị Minh",
    "Lý Thị Mừng",
    "Nguyễn Thị Oanh",
    "Hà Quang Ổn",
    "Nguyễn Thị Ơn",
    "Nguyễn Văn Sơn",
    "Nguyễn Văn Ước",
    "Hoàng Thị Xuân",
    "Hoàng Thị Yến",
]


def test_people_sort_by_given_name_then_family_then_middle() -> None:
    shuffled = random.Random(7).sample(PEOPLE_IN_ORDER, len(PEOPLE_IN_ORDER))
    found = sorted(shuffled, key=sort_key)
    assert [fold(name) for name in found] == [fold(name) for name in PEOPLE_IN_ORDER]
    assert sort_key("Hà Thị Hòa") < sort_key("Nguyễn Thị Hỏa")


@pytest.mark.parametrize(("one", "other"), [("Hoà", "Hòa"), ("Thuỷ", "Thủy"), ("Khoẻ Hoá", "Khỏe Hóa")])
def test_where_the_tone_is_written_does_not_change_the_order(one: str, other: str) -> None:
    assert collation_key(one) == collation_key(other)
    assert sort_key(f"Hoàng Văn {other}") < sort_key(f"Nguyễn Văn {one}")
    assert sort_key(f"Hoàng Văn {one}") < sort_key(f"Nguyễn Văn {other}")


@pytest.mark.parametrize("words", [["An Ba", "An Bà", "Án Ba", "Án Bà"], ["Ba", "Ba Vì", "Bà", "Bà Vì"]])
def test_of_several_words_the_letters_come_first_then_the_tones_of_each(words: list[str]) -> None:
    wanted = ["Ba", "Bà", "Ba Vì", "Bà Vì"] if "Ba" in words else words
    assert sorted(sorted(words), key=collation_key) == wanted


def test_a_name_to_sort_by_stands_before_the_name() -> None:
    assert sort_key("Niê H'Hen", "H'Hen Niê") == sort_key("H'Hen Niê")
    people = [("Y Ngông Niê", "Niê Y Ngông"), ("Trần Văn Nam", None), ("Hoàng Văn Ngọc", None), ("Trần Nia", None)]
    found = sorted(people, key=lambda person: sort_key(*person))
    assert [name for name, _ in found] == ["Trần Văn Nam", "Hoàng Văn Ngọc", "Y Ngông Niê", "Trần Nia"]


def test_letters_of_other_peoples_stand_behind_their_letter() -> None:
    wanted = ["Bi", "Bĭ", "Bip", "Bĭp", "Bo", "Bŏ", "Bu"]
    assert sorted(sorted(wanted), key=collation_key) == wanted


@pytest.mark.parametrize("name", ["", " ", "An", "  An  "])
def test_names_of_one_word_and_none(name: str) -> None:
    assert sort_key(name) <= sort_key("An")


@given(names=st.lists(ANY_TEXT | NAMES, max_size=6))
def test_every_text_has_its_place(names: list[str]) -> None:
    keys = sorted(map(sort_key, names))
    assert all(isinstance(key, bytes) for key in keys)
    for one, other in itertools.pairwise(sorted(names, key=sort_key)):
        assert sort_key(one) <= sort_key(other)
