#!/usr/bin/env python3
"""Other people's programs over finished papers, many files in one go.

    judge.py FOLDER

judges every NAME.pdf in FOLDER. Beside each stands NAME.json with what its maker says of it:

    day     the day of issue, 2026-04-01: the only day that may stand anywhere in the file
    title   the document's title
    shown   all text of the pages in drawing order: what is no content first, then the content
    read    the text that is read aloud, in reading order
    leaves  the same by the elements that it stands in, [["P", "…"], …]
    level   2b, or 3b for a paper with its record attached
    full    whether poppler is to read the structure's text too, which takes longer than all the rest together

Each finding is a line, NAME: JUDGE: WORDS; the last line counts the files. Exit 0 without findings, 1 with some.
"""

import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pikepdf
import pikepdf.pdfa

# What pikepdf's validator does not know, and therefore finds in each of our files, once each. It judges level B, so level A is a
# violation to it, and its list of XMP schemas lacks the extension schema and PDF/UA's own.
EXPECTED = {
    "violation 6.6.4-3: pdfaid:conformance is 'A', expected 'B'",
    "violation 6.6.2.3.1-1: XMP namespace pdfaExtension=http://www.aiim.org/pdfa/ns/extension/ is not permitted",
    "violation 6.6.2.3.1-1: XMP namespace pdfaSchema=http://www.aiim.org/pdfa/ns/schema# is not permitted",
    "violation 6.6.2.3.1-1: XMP namespace pdfaProperty=http://www.aiim.org/pdfa/ns/property# is not permitted",
    "violation 6.6.2.3.1-1: XMP property pdfuaid:part is not permitted",
    "violation 6.6.2.3.1-1: XMP property pdfaExtension:schemas is not permitted",
}

# What the validator leaves unjudged ("unsupported"), each with the reason why that is no loss. None so far: it knows all that we write.
UNJUDGED: dict[str, str] = {}


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=300)
    return done.returncode, done.stdout, done.stderr.strip()


def tight(text):
    """Without white space: readers of PDF put spaces and line ends where they think they see some."""
    return "".join(character for character in text if not character.isspace() and character != "\x0c")


def difference(name, wanted, found):
    wanted, found = tight(wanted), tight(found)
    if wanted == found:
        return []
    place = next((i for i, (a, b) in enumerate(zip(wanted, found)) if a != b), min(len(wanted), len(found)))
    return [f"{name}: from character {place}: {found[place:place + 20]!r} instead of {wanted[place:place + 20]!r}"]


def qpdf(path, facts):
    status, output, error = run("qpdf", "--check", path)
    sound = status == 0 and not error and "No syntax or stream encoding errors found" in output
    return [] if sound else [f"qpdf --check: {status} {output} {error}"]


def validator(path, facts):
    report = pikepdf.pdfa.validate_written(path, facts["level"])
    found = [f"{f.kind} {f.rule.split(':')[-1]}: {f.message}" for f in report.findings]
    findings = [f"pikepdf: not expected: {f}" for f in found if f not in EXPECTED and f not in UNJUDGED]
    findings += [f"pikepdf: expected, not found: {f}" for f in EXPECTED if found.count(f) != 1]
    return findings


# Debian builds MuPDF without colour management: it says so of every file with an output intent.
MUPDF_SAYS = "warning: ICC support is not available"


def mupdf(path, facts):
    status, _, error = run("mutool", "draw", "-q", "-F", "text", "-o", os.devnull, path)
    words = [line for line in error.splitlines() if line != MUPDF_SAYS]
    return [] if status == 0 and not words else [f"mutool: {status} {words}"]


def poppler_text(path, facts):
    status, output, error = run("pdftotext", "-raw", path, "-")
    return [f"pdftotext: {status} {error}"] if status or error else difference("pdftotext", facts["shown"], output)


def poppler_structure(path, facts):
    status, output, error = run("pdfinfo", "-struct", path)
    findings = [] if status == 0 and not error else [f"pdfinfo -struct: {status} {error}"]
    lines = [line.strip() for line in output.splitlines()]
    if not lines or lines[0] != "Document":
        findings.append("pdfinfo -struct: no Document")
    headings = [line for line in lines if re.fullmatch(r"H[1-6].*", line)]
    if [int(line[1]) for line in headings] != facts["headings"]:
        findings.append(f"pdfinfo -struct: {headings} instead of headings of the levels {facts['headings']}")
    for line, after in zip(lines, lines[1:] + [""]):
        if line.startswith("TH") and not after.startswith("/Scope"):
            findings.append("pdfinfo -struct: TH without Scope")
        if line.startswith("Figure") and line != "Figure:":
            findings.append("pdfinfo -struct: Figure without attributes")
    return findings


def poppler_reading(path, facts):
    if not facts["full"]:
        return []
    status, output, error = run("pdfinfo", "-struct-text", path)
    if status or error:
        return [f"pdfinfo -struct-text: {status} {error}"]
    # Each piece of text stands in quotes on a line of its own, between lines that name elements and attributes.
    leaves = []
    for element, text in re.findall(r'^ *(?:([A-Z]\w*)(?: \(\w+\))?:?|"(.*?)") *$', output, flags=re.MULTILINE | re.DOTALL):
        if element:
            leaves.append([element, ""])
        else:
            leaves[-1][1] += text
    leaves = [f"{element}:{tight(text)}" for element, text in leaves if tight(text)]
    wanted = [f"{element}:{tight(text)}" for element, text in facts["leaves"] if tight(text)]
    return difference("pdfinfo -struct-text", "|".join(wanted), "|".join(leaves))


def poppler_information(path, facts):
    status, output, error = run("pdfinfo", "-isodates", path)
    findings = [] if status == 0 and not error else [f"pdfinfo: {status} {error}"]
    rows = dict(line.split(":", 1) for line in output.splitlines() if ":" in line)
    midnight = f"{facts['day']}T00:00:00+09"
    for key, wanted in [("Title", facts["title"]), ("CreationDate", midnight), ("ModDate", midnight), ("Tagged", "yes"),
                        ("JavaScript", "no"), ("Encrypted", "no"), ("Suspects", "no"), ("Form", "none")]:
        if rows.get(key, "").strip() != wanted:
            findings.append(f"pdfinfo: {key} is {rows.get(key, '').strip()!r} instead of {wanted!r}")
    return findings


def poppler_fonts(path, facts):
    status, output, error = run("pdffonts", path)
    rows = output.splitlines()[2:]
    findings = [] if status == 0 and not error and rows else [f"pdffonts: {status} {error}"]
    return findings + [f"pdffonts: {row}" for row in rows if not re.search(r" yes +yes +yes +\d+ +0 *$", row)]


def ends_of_lines(path, facts):
    """ISO 19005-2 6.1.7.1, which the validator overlooks: data, an end of line, endstream."""
    data = Path(path).read_bytes()
    return [f"endstream: no end of line before byte {match.start()}"
            for match in re.finditer(rb"endstream[\r\n]+endobj", data) if data[match.start() - 1:match.start()] not in (b"\n", b"\r")]


# As Info spells a moment, and as XMP does.
DATE = re.compile(rb"D:(\d{4})(\d\d)(\d\d)|(\d{4})-(\d\d)-(\d\d)T")


def clock(path, facts):
    """No day stands in what the file says of itself but the day of issue, packed or not; and XMP says what Info says."""
    day = tuple(facts["day"].encode().split(b"-"))
    findings, moments = [], 0
    with pikepdf.open(path) as pdf:
        texts = [("trailer", pdf.trailer.unparse())]
        for index, item in enumerate(pdf.objects):
            texts.append((f"object {index + 1}", item.unparse(resolved=True) if not isinstance(item, pikepdf.Stream)
                          else pikepdf.Dictionary(dict(item.items())).unparse()))
            # Font programs and attached data may hold such digits by chance, or as values; what they are is compared elsewhere.
            if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/XML":
                texts.append((f"metadata {index + 1}", item.read_bytes()))
        for name, text in texts:
            for match in DATE.finditer(text):
                moments += 1
                if tuple(filter(None, match.groups())) != day:
                    findings.append(f"clock: {name} says {match.group().decode()}")
        with pdf.open_metadata() as metadata:
            for info, xmp in [("/Title", "dc:title"), ("/Creator", "xmp:CreatorTool"), ("/Producer", "pdf:Producer")]:
                if str(pdf.docinfo.get(info)) != metadata.get(xmp):
                    findings.append(f"XMP: {xmp} is not {info}")
            if [str(pdf.docinfo.get("/Author"))] != list(metadata.get("dc:creator", [])):
                findings.append("XMP: dc:creator is not /Author")
    if moments < 4:
        findings.append(f"clock: only {moments} dates were seen")
    return findings


JUDGES = [
    qpdf, validator, mupdf, poppler_text, poppler_structure, poppler_reading, poppler_information, poppler_fonts, ends_of_lines, clock,
]


def judged(path):
    facts = json.loads(path.with_suffix(".json").read_text())
    findings = []
    for judge in JUDGES:
        try:
            findings += [f"{path.stem}: {finding}" for finding in judge(str(path), facts)]
        except (pikepdf.PdfError, subprocess.TimeoutExpired) as error:
            findings.append(f"{path.stem}: {judge.__name__}: {error}")
    return findings


def ghostscript(paths):
    """One process for all; which file it was is asked only when something is wrong."""
    def words(paths):
        status, output, error = run(
            "gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-dPDFSTOPONERROR", "-dPDFSTOPONWARNING", "-sDEVICE=nullpage", *map(str, paths))
        return "" if status == 0 and not output and not error else f"ghostscript: {status} {output} {error}"
    if not words(paths):
        return []
    return [f"{path.stem}: {found}" for path in paths if (found := words([path]))] or ["all: ghostscript: fails over all files together"]


def main(folder):
    paths = sorted(Path(folder).glob("*.pdf"))
    with ThreadPoolExecutor(max_workers=2) as pool:
        of_all = pool.submit(ghostscript, paths)
        findings = [finding for found in pool.map(judged, paths) for finding in found] + of_all.result()
    for finding in findings:
        print(finding)
    print(f"{len(paths)} files, {len(findings)} findings")
    return 1 if findings or not paths else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
