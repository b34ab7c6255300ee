"""What was written, by outside judges: the text of a page by poppler, the claims of a file by pikepdf."""

import subprocess
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pikepdf

import printed

# The peers write as text what shosho draws as paths: the diagonal mark 見本, and the characters of the seal.
AS_TEXT = {"certificate": "見本" + "礎建設保証株式会社", "premium-sheet": "見本"}


def text(path: Path) -> str:
    """The page's text without white space: engines part words, cells and spread labels in their own ways."""
    run = subprocess.run(["pdftotext", "-raw", str(path), "-"], check=True, capture_output=True, text=True, encoding="utf-8")
    return "".join(run.stdout.split())


def reference(path: Path, paper: dict) -> Counter:
    """The characters of shosho's own page, which must hold every printed value."""
    page = text(path)
    for value in printed.values(paper["printed"]):
        if "".join(value.split()) not in page:
            raise SystemExit(f"{path.name}: “{value}” is not on the page")
    return Counter(page)


def same(path: Path, paper: dict, expected: Counter):
    """Refuses a peer's page that has another character than shosho's, one too many or one too few."""
    found, expected = Counter(text(path)), expected + Counter(AS_TEXT[paper["form"]])
    if found != expected:
        raise SystemExit(
            f"{path}: missing “{''.join((expected - found).elements())}”, too many “{''.join((found - expected).elements())}”")


def each(check, jobs):
    """Runs `check(*job)` for every job, a few at once."""
    with ThreadPoolExecutor() as pool:
        return list(pool.map(lambda job: check(*job), jobs))


def claims(path: Path) -> dict:
    """Which standards the file says it follows, whether it has a structure tree, and whether all its fonts are embedded."""
    fonts = subprocess.run(["pdffonts", str(path)], check=True, capture_output=True, text=True).stdout.splitlines()[2:]
    if not fonts or any(line.split()[-5] != "yes" for line in fonts):
        raise SystemExit(f"{path}: a font is not embedded")
    with pikepdf.open(path) as pdf:
        data = pdf.open_metadata()
        standards = [f"PDF/A-{data['pdfaid:part']}{data['pdfaid:conformance'].lower()}"] if "pdfaid:part" in data else []
        if "pdfuaid:part" in data:
            standards.append(f"PDF/UA-{data['pdfuaid:part']}")
        return {"standards": standards, "tagged": "/StructTreeRoot" in pdf.Root}
