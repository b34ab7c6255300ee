"""Typst in its own process' compiler object: the templates and fonts are read once, each paper is one compilation of two lines."""

import importlib.metadata
import json
from pathlib import Path

import typst

TEMPLATES = Path(__file__).parent / "templates"


class Engine:
    def __init__(self, fonts: list[Path], archival: bool):
        faces = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(font.parent) for font in fonts])
        self.compiler = typst.Compiler(root=str(TEMPLATES), font_paths=faces)
        self.options = {"pdf_standards": ["a-2a"]} if archival else {"pdf_tags": False}

    def write(self, form: str, printed: dict, to: Path):
        # A JSON string is a Typst string as long as its escapes are: there are none in these records but of quotation marks.
        data = json.dumps(json.dumps(printed, ensure_ascii=False), ensure_ascii=False)
        source = f'#import "/{form}.typ": {form}\n#{form}(json(bytes({data})))'
        to.write_bytes(self.compiler.compile(input=source.encode(), format="pdf", **self.options))


def version() -> str:
    return importlib.metadata.version("typst")
