"""The three states of a paper: a draft, what a body takes to its meeting, and the final paper."""

from typing import Literal

State = Literal["draft", "meeting", "final"]

DRAFT: State = "draft"
MEETING: State = "meeting"
FINAL: State = "final"
NAMES: dict[State, str] = {DRAFT: "Dự thảo", MEETING: "Bản mang đi họp", FINAL: "Bản chính"}
# What stands above every page of a draft.
DRAFT_MARK = "DỰ THẢO"

# What a meeting itself brings about: on the paper taken along it stays dots, even when it is recorded already.
WRITTEN_AT_MEETING = frozenset(
    "present present_official members_exempt members_elsewhere members_suspended absent_reason votes_base votes_for"
    " votes_against votes_invalid against_reason result conclusion ballots_issued ballots_collected ended_at".split()
)
