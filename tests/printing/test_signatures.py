"""Who signs never signs alone on a page: the last words, lines or row of a table stand above the signature."""

from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from desktop import paths
from desktop.printing import fonts, papers
from desktop.printing.catalogue import Catalogue
from tests.printing import factory
from tests.printing.test_forms import HEAD


@pytest.mark.parametrize("above", ["Một đoạn văn.\n\n", ":::lines 1\n\n"])
def test_a_signature_never_stands_alone_on_a_page(above: str, tmp_path: Path) -> None:
    signed = ":::signature\n**BÍ THƯ**\n:::seal\nVũ Đình Trọng\n:::end\n"
    for count in range(24, 48):
        folder = tmp_path / str(count)
        folder.mkdir()
        (folder / "thử.md").write_text(f"{HEAD}{above * count}Đoạn cuối.\n\n{signed}", encoding="utf-8")
        paper = papers.compose(Catalogue(folder).form("THỬ"), factory.full_case(), today=factory.TODAY)
        content = papers.write_pdf([paper], fonts=fonts.shipped(paths.fonts()))
        last = pypdf.PdfReader(BytesIO(content)).pages[-1].extract_text()
        assert "Đoạn cuối." in last
        assert "BÍ THƯ" in last
        assert "Vũ Đình Trọng" in last


@pytest.mark.parametrize("lead", ["**Cha đẻ: LÒ VĂN NÚI**, sinh năm 1970", "#### HOÀN CẢNH GIA ĐÌNH"])
def test_what_opens_the_next_words_never_stands_alone_at_the_foot(lead: str, tmp_path: Path) -> None:
    for above in range(30, 46):
        folder = tmp_path / str(above)
        folder.mkdir()
        body = "Một đoạn văn.\n\n" * above + lead + "\n\nQuê quán: xã Mẫu.\n\n" + "Một đoạn văn.\n\n" * 4
        (folder / "thử.md").write_text(HEAD + body, encoding="utf-8")
        paper = papers.compose(Catalogue(folder).form("THỬ"), factory.full_case(), today=factory.TODAY)
        content = papers.write_pdf([paper], fonts=fonts.shipped(paths.fonts()))
        for page in pypdf.PdfReader(BytesIO(content)).pages:
            said = page.extract_text()
            assert (lead.strip("*# ")[:9] in said) == ("Quê quán" in said)


@pytest.mark.parametrize("rows", [1, 3, 40])
def test_a_signature_takes_the_last_row_of_a_table_along(rows: int, tmp_path: Path) -> None:
    table = (
        ":::table 1 9\n| TT | Tên |\n"
        + "".join(f"| {row} | Dòng {row}. |\n" for row in range(1, rows + 1))
        + ":::end\n"
    )
    signed = ":::signature\n**BÍ THƯ**\n:::seal\nVũ Đình Trọng\n:::end\n"
    for above in range(20, 40):
        folder = tmp_path / str(above)
        folder.mkdir()
        body = "Một đoạn văn.\n\n" * above + "Biểu quyết:\n\n" + table + "\n" + signed
        (folder / "thử.md").write_text(HEAD + body, encoding="utf-8")
        paper = papers.compose(Catalogue(folder).form("THỬ"), factory.full_case(), today=factory.TODAY)
        pages = pypdf.PdfReader(BytesIO(papers.write_pdf([paper], fonts=fonts.shipped(paths.fonts())))).pages
        said = [page.extract_text() for page in pages]
        assert f"Dòng {rows}." in said[-1]
        assert "Tên" in said[-1]
        assert "Vũ Đình Trọng" in said[-1]
        assert all("Dòng 1." in text for text in said if "Biểu quyết:" in text)
        assert sum(text.count("Dòng ") for text in said) == rows
