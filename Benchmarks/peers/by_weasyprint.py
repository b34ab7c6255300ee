"""WeasyPrint with its templates, style sheet and font configuration made once; the fonts are the system's, found by fontconfig."""

import importlib.metadata
from pathlib import Path

import jinja2
import weasyprint
from weasyprint.text.fonts import FontConfiguration

TEMPLATES = Path(__file__).parent / "templates"


class Engine:
    def __init__(self, fonts: list[Path], archival: bool):
        templates = jinja2.Environment(loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True)
        self.forms = {form: templates.get_template(f"{form}.html") for form in ("certificate", "premium-sheet")}
        self.fonts = FontConfiguration()
        self.style = weasyprint.CSS(filename=TEMPLATES / "house.css", font_config=self.fonts)
        self.options = {"pdf_variant": "pdf/a-2a"} if archival else {}

    def write(self, form: str, printed: dict, to: Path):
        page = weasyprint.HTML(string=self.forms[form].render(v=printed))
        page.write_pdf(to, font_config=self.fonts, stylesheets=[self.style], **self.options)


def version() -> str:
    return importlib.metadata.version("weasyprint")
