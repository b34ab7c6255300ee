"""ReportLab's canvas, the lowest and fastest of its layers, with the fonts registered once. It writes neither tags nor PDF/A."""

import importlib.metadata
from pathlib import Path

from reportlab.lib.colors import Color
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

MINCHO, GOTHIC, BOLD = "mincho", "gothic", "bold"
BLACK, BLUE, VERMILION = Color(0, 0, 0), Color(18 / 255, 44 / 255, 82 / 255), Color(196 / 255, 58 / 255, 40 / 255)
STRONG, GREY, OUTLINE = Color(241 / 255, 243 / 255, 245 / 255), Color(160 / 255, 160 / 255, 160 / 255), Color(230 / 255, 230 / 255, 230 / 255)
THIN, GROUP, WHOLE = (0.15, GREY), (0.35, BLUE), (0.5, BLUE)


class Engine:
    def __init__(self, fonts: list[Path], archival: bool):
        if archival:
            raise ValueError("ReportLab writes no PDF/A")
        for name, path in zip((MINCHO, GOTHIC, BOLD), fonts, strict=True):
            pdfmetrics.registerFont(TTFont(name, str(path)))

    def write(self, form: str, printed: dict, to: Path):
        sheet = Sheet(to)
        {"certificate": certificate, "premium-sheet": premium_sheet}[form](sheet, printed)
        sheet.canvas.save()


def version() -> str:
    return importlib.metadata.version("reportlab")


class Sheet:
    """A page in millimetres from its top left corner."""

    def __init__(self, to: Path):
        self.canvas = Canvas(str(to), pagesize=A4, pageCompression=1, lang="ja-JP", initialFontName=MINCHO)

    def text(self, x, y, text, size=10.5, font=MINCHO, colour=BLACK, space=0.0, edge="left"):
        """`space` between characters in em; `edge` says which part of the text stands at `x`."""
        canvas, x, y = self.canvas, x * mm, A4[1] - y * mm
        canvas.setFont(font, size)
        canvas.setFillColor(colour)
        draw = {"left": canvas.drawString, "right": canvas.drawRightString, "middle": canvas.drawCentredString}[edge]
        draw(x, y, text, charSpace=space * size)

    def label(self, x, y, text, size=9.5, font=GOTHIC):
        """均等割付 to 25 mm."""
        self.text(x, y, text, size, font, BLUE, space=(25 * mm / size - len(text)) / (len(text) - 1))

    def rule(self, start, end, y, voice):
        weight, colour = voice
        self.canvas.setLineWidth(weight * mm)
        self.canvas.setStrokeColor(colour)
        self.canvas.line(start * mm, A4[1] - y * mm, end * mm, A4[1] - y * mm)

    def box(self, x, y, width, height, weight=0.0, colour=BLUE, fill=None, radius=0.0):
        canvas = self.canvas
        canvas.setLineWidth(weight * mm)
        canvas.setStrokeColor(colour)
        if fill:
            canvas.setFillColor(fill)
        canvas.roundRect(x * mm, A4[1] - (y + height) * mm, width * mm, height * mm, radius * mm, stroke=weight > 0, fill=fill is not None)

    def behind(self, y, size):
        canvas = self.canvas
        canvas.saveState()
        canvas.translate(107.5 * mm, A4[1] - y * mm)
        canvas.rotate(32)
        canvas.setFont(GOTHIC, size)
        canvas.setLineWidth(0.35 * mm)
        canvas.setStrokeColor(OUTLINE)
        canvas.drawCentredString(0, -0.38 * size, "見本", mode=1, charSpace=0.25 * size)
        canvas.restoreState()

    def every(self, issuer, number, says):
        self.box(25, 21.25, 4.5, 1.2, fill=BLUE)
        self.box(25, 22.9, 2.025, 2.85, fill=BLUE)
        self.box(27.475, 22.9, 2.025, 2.85, fill=BLUE)
        self.text(31.8, 24.85, issuer, 9, BOLD, BLUE, space=0.08)
        self.box(176.7, 20, 13.3, 7, weight=0.35, colour=BLACK)
        self.text(183.35, 24.9, "見本", 10.5, BOLD, space=0.12, edge="middle")
        self.rule(25, 190, 268.5, (0.25, BLUE))
        self.text(25, 273, says, 8, GOTHIC)
        self.text(25, 277, f"保証契約番号　{number}", 8, GOTHIC)
        self.text(190, 273, "1 / 1", 8, GOTHIC, edge="right")


def middle(y, height, size):
    """The baseline of one line centred in a row."""
    return y + height / 2 + 0.38 * size / mm


def certificate(sheet: Sheet, v: dict):
    sheet.canvas.setTitle(f"保証証書（{v['kind']}）　第{v['number']}号")
    sheet.box(35, 196, 145, 13, fill=STRONG)
    sheet.behind(165, 165)
    sheet.box(25.35, 29.35, 164.3, 235.3, weight=0.7)
    sheet.box(26.75, 30.75, 161.5, 232.5, weight=0.15)
    sheet.every(v["issuerName"], v["number"], "この用紙は、電子証書の内容を確認する画面を印刷したものです。証書の原本は電子データです。")
    sheet.text(180, 40, f"第{v['number']}号", 10, edge="right")
    sheet.text(180, 45.5, v["issuedOn"], 10, edge="right")
    sheet.text(107.5, 58.5, "保証証書", 24, space=0.5, edge="middle")
    sheet.text(107.5, 67.5, f"（{v['kind']}）", 13, space=0.12, edge="middle")
    sheet.text(35, 79, v["addressee"], 13)
    # The canvas breaks no lines; the sentence is the form's and always breaks here.
    sheet.text(35 + 10.5 / mm, 87.5, "当社は、前払金保証約款及び同特則に基づき、次のとおり前払金の保証を引き受けた")
    sheet.text(35, 93.5, "ことを証します。")
    y = 99.0
    sheet.rule(35, 180, y, WHOLE)
    rows = (
        (7, "保証契約番号", v["number"], GOTHIC, THIN),
        (7, "保証契約日", v["concludedOn"], MINCHO, GROUP),
        (11, "被保証者", v["addressee"], MINCHO, THIN),
        (18, "保証契約者", v["contractorName"], MINCHO, GROUP),
        (7, "工事番号", v["workNumber"], MINCHO, THIN),
        (7, "工事名", v["workName"], MINCHO, THIN),
        (7, "工事場所", v["workPlace"], MINCHO, THIN),
        (7, "請負契約日", v["contractedOn"], MINCHO, THIN),
        (7, "工期", v["term"], MINCHO, THIN),
        (12, "請負代金額", v["price"], MINCHO, THIN),
        (7, "前払金額", v["advance"], MINCHO, GROUP),
        (13, "保証金額", v["guarantee"], MINCHO, GROUP),
        (7, "保証期限", v["until"], MINCHO, THIN),
        (7, "適用約款", v["terms"], MINCHO, THIN),
        (7, "備考", v["remarks"], MINCHO, WHOLE),
    )
    for height, label, value, face, voice in rows:
        size = 17 if label == "保証金額" else 10.5
        baseline = middle(y, height, size)
        if label == "請負代金額":
            baseline -= 2.625
            sheet.text(71, baseline + 5.25, v["tax"], 9)
        elif label == "保証契約者":
            sheet.text(71, baseline - 5.25, v["contractorAddress"])
            sheet.text(71, baseline + 5.25, v["contractorRepresentative"])
            sheet.text(49.5, baseline - 1.05, "（受注者）", 8, GOTHIC, BLUE, edge="middle")
        elif label == "被保証者":
            sheet.text(49.5, baseline + 2.1, "（発注者）", 8, GOTHIC, BLUE, edge="middle")
        elif label == "前払金額":
            sheet.text(178, baseline, v["share"], 9, edge="right")
        sheet.text(71, baseline, value, size, face)
        up = {"被保証者": 2.1, "保証契約者": 5.25}.get(label, 0)
        sheet.label(37, (middle(y, height, 9.5) if size == 17 else baseline) - up, label, font=BOLD if size == 17 else GOTHIC)
        y += height
        sheet.rule(35, 180, y, voice)
    sheet.box(152.75, 235.05, 22.7, 22.7, weight=1.3, colour=VERMILION, radius=0.9)
    for column, word in enumerate(("式会社", "保証株", "礎建設")):
        for row, character in enumerate(word):
            sheet.text(157.5 + 6.6 * column, 242.1 + 6.6 * row, character, 18, MINCHO, VERMILION, edge="middle")
    sheet.text(100.5, 239.6, v["issuerAddress"], 9)
    sheet.text(100.5, 248.3, v["issuerName"], 15.5, space=0.1)
    sheet.text(100.5, 255.3, v["issuerRepresentative"], 10)


def premium_sheet(sheet: Sheet, v: dict):
    # Four slices and more take the tighter setting.
    tight = len(v["steps"]) > 3
    gap = 12.5 if tight else 15
    contents = 123.5 if tight else 126
    calculation = contents + 39 + gap
    payment = calculation + 6.5 * (len(v["steps"]) + 4) + gap
    sheet.canvas.setTitle(f"保証料計算書　第{v['number']}号")
    sheet.box(25, 93, 165, 18, fill=STRONG)
    sheet.behind(160, 150)
    sheet.every(v["issuerName"], v["number"], "この用紙は、保証料計算書です。領収書ではありません。")
    sheet.text(190, 37, f"第{v['number']}号", 10, edge="right")
    sheet.text(190, 43, v["issuedOn"], 10, edge="right")
    sheet.text(25, 43, v["postal"], 9.5)
    sheet.text(25, 50, v["addressee"], 13)
    sheet.text(142, 55, v["issuerName"], 11, space=0.08)
    sheet.text(142, 60.5, v["desk"], 9.5)
    sheet.text(107.5, 75, "保証料計算書", 20, space=0.3, edge="middle")
    sheet.text(25 + 10.5 / mm, 86, "次の保証契約の保証料を計算しましたので、お知らせします。")
    sheet.rule(25, 190, 93, WHOLE)
    sheet.rule(25, 190, 111, WHOLE)
    sheet.label(29, 103.74, "保証料", 13, BOLD)
    sheet.text(63, 103.2, "消費税　非課税", 9, GOTHIC)
    sheet.text(179.5, 105.75, v["amount"], 28, GOTHIC, edge="right")
    sheet.text(186, 105.75, "円", 13, edge="right")
    rows = (
        ("保証契約番号", v["number"], GOTHIC), ("保証の種類", v["kind"], MINCHO), ("工事名", v["workName"], MINCHO),
        ("発注者", v["orderer"], MINCHO), ("請負代金額", v["price"], MINCHO), ("保証金額", v["guarantee"], MINCHO),
    )
    labelled(sheet, contents, "保証の内容", rows)
    calculated(sheet, calculation, v)
    labelled(sheet, payment, "お支払い", (("お支払期限", v["dueOn"], MINCHO), ("お振込先", v["account"], MINCHO)))
    sheet.text(25, payment + 13 + (5 if tight else 6), v["tariff"], 8.5)


def section(sheet: Sheet, y, name):
    sheet.text(25, y - 3, name, 10.5, BOLD, BLUE, space=0.1)


def labelled(sheet: Sheet, y, name, rows):
    section(sheet, y, name)
    sheet.rule(25, 190, y, WHOLE)
    for index, (label, value, face) in enumerate(rows):
        baseline = middle(y, 6.5, 10.5)
        sheet.label(27, baseline, label)
        sheet.text(63, baseline, value, 10.5, face)
        y += 6.5
        sheet.rule(25, 190, y, WHOLE if index + 1 == len(rows) else THIN)


def calculated(sheet: Sheet, y, v):
    section(sheet, y, "計算の内訳")
    sheet.box(171.56, y - 8, 18.44, 5.6, weight=0.35, colour=BLACK)
    sheet.text(180.78, y - 4.06, "見本料率", 8.5, BOLD, space=0.12, edge="middle")
    sheet.rule(25, 190, y, WHOLE)
    baseline = middle(y, 6.5, 9)
    sheet.text(27, baseline, "保証金額の区分", 9, GOTHIC, BLUE)
    for x, head in ((107, "区分内の金額（円）"), (144, "料率（％）"), (186, "保証料（円）")):
        sheet.text(x, baseline, head, 9, GOTHIC, BLUE, edge="right")
    y += 6.5
    sheet.rule(25, 190, y, GROUP)
    for index, step in enumerate(v["steps"]):
        baseline = middle(y, 6.5, 10)
        sheet.text(27, baseline, step["slice"], 9.5)
        sheet.text(107, baseline, step["amount"], 10, GOTHIC, edge="right")
        sheet.text(121.5, baseline, "×", 9, GOTHIC, BLUE, edge="middle")
        sheet.text(144, baseline, step["rate"], 10, GOTHIC, edge="right")
        sheet.text(159, baseline, "＝", 9, GOTHIC, BLUE, edge="middle")
        sheet.text(186, baseline, step["product"], 10, GOTHIC, edge="right")
        y += 6.5
        sheet.rule(25, 190, y, GROUP if index + 1 == len(v["steps"]) else THIN)
    baseline = middle(y, 6.5, 10)
    sheet.text(27, baseline, "合計", 9.5)
    sheet.text(107, baseline, v["totalAmount"], 10, GOTHIC, edge="right")
    sheet.text(186, baseline, v["total"], 10, GOTHIC, edge="right")
    sheet.rule(25, 190, y + 6.5, THIN)
    sheet.text(27, baseline + 6.5, v["rounding"], 9.5)
    sheet.text(186, baseline + 6.5, v["dropped"], 10, GOTHIC, edge="right")
    sheet.rule(25, 190, y + 13, GROUP)
    sheet.text(27, baseline + 13, "保証料", 9.5, BOLD)
    sheet.text(186, baseline + 13, v["amount"], 10.5, BOLD, edge="right")
    sheet.rule(25, 190, y + 19.5, WHOLE)
