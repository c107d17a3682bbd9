"""The packages a release leaves behind for ever: `python -m tests.make_package` writes tests/files/hand-over-*."""

import tempfile
import unicodedata
from pathlib import Path

from desktop.domain.reports import periods
from desktop.exchange.packages.writing import FORMAT_VERSION
from desktop.services import people
from desktop.services.handover import making, orders
from tests import factory
from tests.make_fixture import FILES, TODAY

PASSPHRASE = unicodedata.normalize("NFC", "mưa rừng ngập suối")


def make(folder: Path) -> None:
    """A package with figures alone and a sealed one with everything, of a small invented office."""
    with tempfile.TemporaryDirectory() as books:
        store = factory.new_store(Path(books))
        factory.make_office(store)
        cell = factory.make_cell(store, name="Chi bộ thôn Đông")
        values = {"full_name": "Đặng Thị Hòa", "sex": "female", "born_on": "03/1999", "citizen_id": "012345678901"}
        first, _ = people.add_person(store, values, cell, TODAY)
        people.save_row(store, "family_member", first, {"relation": "father", "full_name": "Đặng Văn Núi"})
        for content, ending in (("figures", "zip"), ("full", "zip.age")):
            order = orders.gather(store, orders.Wish(periods.parse(str(TODAY.year)), content), TODAY)
            made = making.make(order, PASSPHRASE)
            (folder / f"hand-over-{content}-v{FORMAT_VERSION}.{ending}").write_bytes(made.files[0].content)
        store.close()


if __name__ == "__main__":
    make(FILES)
