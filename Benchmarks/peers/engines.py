"""The peers by name: the module that drives one, whether it is asked for PDF/A, and over which part of the records it is measured."""

import importlib
from pathlib import Path
from typing import NamedTuple

FONTS = ("BIZUDMincho-Regular.ttf", "BIZUDGothic-Regular.ttf", "BIZUDGothic-Bold.ttf")


class Peer(NamedTuple):
    title: str
    module: str
    archival: bool
    # What it leaves out, said beside its name.
    without: str = ""
    # Measured over every n-th record: an engine that takes its time is measured over fewer.
    every: int = 1

    def load(self):
        return importlib.import_module(self.module)

    def name(self) -> str:
        return f"{self.title} {self.load().version()}" + (f", {self.without}" if self.without else "")


PEERS = {
    "typst": Peer("Typst", "by_typst", archival=True),
    "typst-plain": Peer("Typst", "by_typst", archival=False, without="untagged"),
    "weasyprint": Peer("WeasyPrint", "by_weasyprint", archival=True, every=5),
    "reportlab": Peer("ReportLab", "by_reportlab", archival=False),
}


def fonts() -> list[Path]:
    """Mincho, Gothic, Gothic bold: the very files that shosho reads."""
    found = {path.name: path for path in Path("/usr/share/fonts").rglob("BIZUD*.ttf")}
    missing = [name for name in FONTS if name not in found]
    if missing:
        raise SystemExit(f"fonts are missing: {', '.join(missing)}; run scripts/setup")
    return [found[name] for name in FONTS]
