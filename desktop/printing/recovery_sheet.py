"""The recovery sheet: one printed page with the code that opens a book when its passphrase is lost."""

import io
from datetime import date
from html import escape
from typing import Any

from reportlab.lib.colors import Color, black, white
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from db.recovery import LOOK_ALIKES, code_groups
from db.text import nfc
from desktop import paths
from desktop.printing import fonts
from desktop.printing.pdf_text import Faces, register
from desktop.vietnamese import long_date

_WIDTH, _HEIGHT = A4
_MARGIN = 25 * mm
_LONGEST_NAME = 120
_GREY = Color(0.35, 0.35, 0.35)
_FRAME = Color(0.55, 0.1, 0.1)

_GROUPS_IN_A_ROW = 3
_CELL, _CELL_HEIGHT, _GAP = 9.2 * mm, 12 * mm, 8 * mm

_SECTIONS = (
    (
        "Tờ này để làm gì",
        (
            "Mở sổ khi quên mật khẩu, khi đổi người phụ trách, hoặc khi tệp chìa khóa (.keys) bị mất hay bị hỏng.",
            "Có tờ này và tệp sổ (hoặc một bản sao lưu) là mở được. Đổi mật khẩu không làm mã này mất giá trị.",
            "Không có tờ này mà quên mật khẩu thì không ai mở được sổ nữa, kể cả người làm ra chương trình.",
        ),
    ),
    (
        "Cất ở đâu",
        (
            "Trong phong bì dán kín, ghi ngày và chữ ký trên mép dán, để trong két hoặc tủ có khóa của cơ quan.",
            "Không để cùng chỗ với máy tính, USB chứa sổ hay bản sao lưu. Ai có cả hai sẽ đọc được toàn bộ sổ.",
            "Không chụp ảnh, không quét, không gửi qua mạng hay tin nhắn. Nên có hai tờ, cất ở hai nơi.",
        ),
    ),
    (
        "Cách dùng",
        (
            "Mở chương trình Kết Nạp, chọn sổ (hoặc bản sao lưu), rồi chọn mở bằng mã khôi phục.",
            "Tắt bộ gõ tiếng Việt. Gõ lần lượt sáu nhóm; chữ hoa hay chữ thường, có hay không có dấu nối đều được.",
            "{look_alikes}",
            "Nhóm thứ sáu là nhóm kiểm tra: nếu gõ nhầm, chương trình sẽ báo. Mở được rồi thì đặt mật khẩu mới.",
        ),
    ),
)


def make(office_name: str, secret: bytes, made_on: date) -> bytes:
    """The sheet as PDF, one A4 page: the office, the day, the code, what it is for, where to keep it, how to use it."""
    faces = register(fonts.shipped(paths.fonts()))
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=A4, invariant=1, initialFontName=faces.regular)
    canvas.setTitle("Mã khôi phục sổ Kết Nạp")
    top = _draw_head(canvas, faces, office_name, made_on)
    top = _draw_code(canvas, faces, code_groups(secret), top)
    _draw_sections(canvas, faces, top)
    _draw_foot(canvas, faces)
    canvas.showPage()
    canvas.save()
    return written.getvalue()


def _draw_head(canvas: Any, faces: Faces, office_name: str, made_on: date) -> float:
    # However long a name is typed, the sheet stays one page.
    name = " ".join(nfc(office_name).split())[:_LONGEST_NAME]
    top: float = _HEIGHT - 20 * mm
    lines = (
        (faces.bold, 14, black, escape(name), 3 * mm),
        (faces.bold, 24, _FRAME, "MÃ KHÔI PHỤC", 5 * mm),
        (faces.regular, 13, black, "của sổ phát triển đảng viên (chương trình Kết Nạp)", 1 * mm),
        (faces.italic, 12, _GREY, f"Lập {long_date(made_on.isoformat())}", 1 * mm),
    )
    for face, size, colour, text, space in lines:
        style = ParagraphStyle("head", fontName=face, fontSize=size, leading=size * 1.3, alignment=TA_CENTER)
        style.textColor, style.splitLongWords = colour, True
        top = _draw_paragraph(canvas, text, style, _MARGIN, top - space, _WIDTH - 2 * _MARGIN)
    return top


def _draw_code(canvas: Any, faces: Faces, groups: tuple[str, ...], top: float) -> float:
    group_width = _CELL * len(groups[0])
    row_width = group_width * _GROUPS_IN_A_ROW + _GAP * (_GROUPS_IN_A_ROW - 1)
    row_height = _CELL_HEIGHT + 9 * mm
    rows = -(-len(groups) // _GROUPS_IN_A_ROW)
    bottom: float = top - 7 * mm - rows * row_height - 5 * mm
    canvas.setStrokeColor(_FRAME)
    canvas.setLineWidth(1.2)
    frame_left = (_WIDTH - row_width) / 2 - 5 * mm
    canvas.roundRect(frame_left, bottom, row_width + 10 * mm, top - 4 * mm - bottom, 3 * mm)
    for place, group in enumerate(groups):
        row, column = divmod(place, _GROUPS_IN_A_ROW)
        left = (_WIDTH - row_width) / 2 + column * (group_width + _GAP)
        label = "Nhóm kiểm tra" if place == len(groups) - 1 else f"Nhóm {place + 1}"
        _draw_group(canvas, faces, label, group, left, top - 10 * mm - row * row_height)
    canvas.setFillColor(_GREY)
    canvas.setFont(faces.regular, 10)
    canvas.drawCentredString(_WIDTH / 2, bottom + 3 * mm, f"Viết liền: {'-'.join(groups)}")
    return bottom


def _draw_group(canvas: Any, faces: Faces, label: str, group: str, left: float, top: float) -> None:
    canvas.setFillColor(_GREY)
    canvas.setFont(faces.italic, 10)
    canvas.drawString(left, top, label)
    bottom = top - 2 * mm - _CELL_HEIGHT
    canvas.setStrokeColor(_GREY)
    canvas.setLineWidth(0.5)
    canvas.setFillColor(white)
    for place in range(len(group)):
        canvas.rect(left + place * _CELL, bottom, _CELL, _CELL_HEIGHT, fill=1)
    # One text object, so that a group also reads as one word when the sheet is searched.
    canvas.setFillColor(black)
    text = canvas.beginText()
    text.setFont(faces.bold, 22)
    for place, letter in enumerate(group):
        width = canvas.stringWidth(letter, faces.bold, 22)
        text.setTextOrigin(left + place * _CELL + (_CELL - width) / 2, bottom + 3.4 * mm)
        text.textOut(letter)
    canvas.drawText(text)


def _draw_sections(canvas: Any, faces: Faces, top: float) -> None:
    heading = ParagraphStyle("heading", fontName=faces.bold, fontSize=13, leading=17, textColor=_FRAME)
    body = ParagraphStyle("body", fontName=faces.regular, fontSize=12, leading=15.5)
    width = _WIDTH - 2 * _MARGIN
    for title, sentences in _SECTIONS:
        top = _draw_paragraph(canvas, title, heading, _MARGIN, top - 4.5 * mm, width)
        for sentence in sentences:
            text = sentence.format(look_alikes=_look_alikes())
            canvas.setFillColor(_FRAME)
            canvas.circle(_MARGIN + 2 * mm, top - 3.6 * mm, 0.7 * mm, stroke=0, fill=1)
            top = _draw_paragraph(canvas, text, body, _MARGIN + 6 * mm, top - 0.8 * mm, width - 6 * mm)


def _draw_foot(canvas: Any, faces: Faces) -> None:
    canvas.setFillColor(black)
    canvas.setFont(faces.regular, 12)
    dots = "." * 34
    canvas.drawString(_MARGIN, 20 * mm, f"Nơi cất: {dots}")
    canvas.drawRightString(_WIDTH - _MARGIN, 20 * mm, f"Người niêm phong ký: {dots}")


def _draw_paragraph(canvas: Any, text: str, style: ParagraphStyle, left: float, top: float, width: float) -> float:
    paragraph = Paragraph(text, style)
    height: float = paragraph.wrap(width, _HEIGHT)[1]
    paragraph.drawOn(canvas, left, top - height)
    return top - height


def _look_alikes() -> str:
    """Which letters never occur and what stands for them, from the alphabet itself."""
    pairs = ", ".join(f"{chr(letter)} là số {chr(digit)}" for letter, digit in LOOK_ALIKES.items())
    return f"Mã không dùng các chữ dễ lẫn với chữ số. Nếu đọc ra chữ thì hiểu là chữ số: {pairs}."
