"""Draw a laid-out sheet with another library and say how many milliseconds one takes.

paper.py reportlab|weasyprint SHEET.json COUNT

The sheet comes with the place of every mark, as our own floors get it; nothing is laid out,
tagged or proved here. Fonts are loaded before the clock starts.
"""
import io
import json
import sys
import time

FONTS = "/usr/share/fonts/truetype/noto/NotoSans-%s.ttf"
MM = 72 / 25.4


def reportlab(sheet):
    from reportlab.graphics import renderPDF
    from reportlab.graphics.barcode.qr import QrCodeWidget
    from reportlab.graphics.shapes import Drawing
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    for face in ("Regular", "Bold"):
        pdfmetrics.registerFont(TTFont(face, FONTS % face))
    width, height = sheet["w"] / 1000 * MM, sheet["h"] / 1000 * MM

    def qr(canvas, payload, x, y, side):
        code = QrCodeWidget(payload, barLevel="Q", barBorder=0)
        left, bottom, right, top = code.getBounds()
        drawing = Drawing(side, side, transform=[side / (right - left), 0, 0,
                                                 side / (top - bottom), 0, 0])
        drawing.add(code)
        renderPDF.draw(drawing, canvas, x, y - side)

    def draw():
        out = io.BytesIO()
        canvas = Canvas(out, pagesize=(width, height), pageCompression=1)
        for page in sheet["pages"]:
            for mark in page["marks"]:
                x, y = mark["x"] / 1000 * MM, height - mark["y"] / 1000 * MM
                w, h = mark["w"] / 1000 * MM, mark["h"] / 1000 * MM
                if mark["kind"] == "text":
                    canvas.setFont(mark["face"], mark["size"] / 1000)
                    canvas.drawString(x, y, mark["text"])
                elif mark["kind"] == "line":
                    canvas.line(x, y, x + w, y - h)
                elif mark["kind"] == "box":
                    canvas.rect(x, y - h, w, h)
                else:
                    qr(canvas, mark["text"], x, y, w)
            canvas.showPage()
        canvas.save()
        return out.getvalue()
    return draw


def weasyprint(sheet):
    import html
    import qrcode
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()

    def qr(payload, place, side):
        code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_Q, border=0)
        code.add_data(payload)
        rows = code.get_matrix()
        path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows)
                       for x, dark in enumerate(row) if dark)
        return (f'<svg style="{place}" width="{side}mm" height="{side}mm" '
                f'viewBox="0 0 {len(rows)} {len(rows)}"><path d="{path}"/></svg>')

    def one(mark):
        x, y, w, h = (mark[key] / 1000 for key in "xywh")
        place = f"position:absolute;left:{x}mm;top:{y}mm"
        if mark["kind"] == "text":
            size = mark["size"] / 1000
            weight = "bold" if mark["face"] == "Bold" else "normal"
            return (f'<span style="{place};margin-top:-{size}pt;font-size:{size}pt;'
                    f'font-weight:{weight};line-height:1">{html.escape(mark["text"])}</span>')
        if mark["kind"] == "qr":
            return qr(mark["text"], place, w)
        return f'<div style="{place};width:{abs(w)}mm;height:{abs(h)}mm;border:0.2mm solid"></div>'

    def draw():
        pages = "".join(f'<div class="p">{"".join(map(one, page["marks"]))}</div>'
                        for page in sheet["pages"])
        text = ("<style>@page{size:210mm 297mm;margin:0}body{margin:0;font-family:Noto Sans;"
                "white-space:pre}.p{position:relative;width:210mm;height:296mm;"
                "break-after:page}</style>" + pages)
        return HTML(string=text).write_pdf(font_config=fonts)
    return draw


def main():
    with open(sys.argv[2], encoding="utf-8") as file:
        sheet = json.load(file)
    draw = {"reportlab": reportlab, "weasyprint": weasyprint}[sys.argv[1]](sheet)
    pdf, count = draw(), int(sys.argv[3])
    assert pdf.startswith(b"%PDF")
    if len(sys.argv) > 4:
        with open(sys.argv[4], "wb") as file:
            file.write(pdf)
    start = time.monotonic()
    for _ in range(count):
        draw()
    print((time.monotonic() - start) * 1000 / count)


main()
