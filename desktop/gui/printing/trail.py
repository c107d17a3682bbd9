"""The fields still empty on the papers of a person, one after another, wherever on the person's page they are."""

from dataclasses import replace

from desktop.domain.paper_wishes import PERSON, Wish
from desktop.gui import field_place
from desktop.gui.context import AppContext
from desktop.gui.field_place import FieldPlace
from desktop.gui.jobs import Report
from desktop.gui.printing.missing import place_of
from desktop.gui.printing.outlet import show_failure
from desktop.services import paper_orders, papers
from desktop.services.papers import Made
from desktop.vietnamese import show_number

# What is one form on the page, not a list of rows.
_FORMS = ("person", "dossier")


class MissingTrail:
    """Looks through the papers once, then leads from field to field; after the last one it looks again."""

    def __init__(self, context: AppContext) -> None:
        self._context = context
        self._person_id = 0
        self._left: list[FieldPlace] = []

    def follow(self, person_id: int) -> None:
        """To the next empty field of a person whose page is in front."""
        if person_id == self._person_id and self._left:
            self._lead_on()
        else:
            self._look(person_id)

    def _look(self, person_id: int) -> None:
        context, wish = self._context, Wish(PERSON, (person_id,))
        order = context.messages.attempt(lambda: paper_orders.gather_wish(context.store, wish, context.today()))
        if order is None:
            return

        def work(report: Report) -> Made:
            return papers.make(order)

        context.jobs.run("Đang xem mục còn trống", work, lambda made: self._begin(wish, made), self._fail)

    def _begin(self, wish: Wish, made: Made) -> None:
        self._person_id = wish.keys[0]
        found = (place_of(each, wish, self._person_id) for info in made.infos for each in info.missing)
        here = (place for place in found if place is not None and place.where == field_place.PERSON)
        known = (_without_strange_row(place) for place in here if place.key == self._person_id)
        self._left = list(dict.fromkeys(place for place in known if place is not None))
        if self._left:
            self._lead_on()
        else:
            self._context.show_status("Trên giấy tờ của người này không còn mục nào trống.")

    def _lead_on(self) -> None:
        place, *self._left = self._left
        self._context.open_row_in_front(place.key, place.table, place.row_id, place.name)
        rest = f"Còn {show_number(len(self._left))} mục trống nữa, F8 tới mục sau." if self._left else "Mục trống cuối."
        self._context.show_status(rest)

    def _fail(self, error: Exception) -> None:
        show_failure(self._context, error)


def _without_strange_row(place: FieldPlace) -> FieldPlace | None:
    """A field of no row is the list's own: whoever typed there would change another row. A step that has not happened
    is no field yet; what comes next is a button of the page."""
    if place.table in _FORMS or place.row_id is not None:
        return place
    return None if place.table == "step" else replace(place, name="")
