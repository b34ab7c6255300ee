"""The same two papers from the same records by shosho and by its peers, in turns: processor time, bytes, standards. See `scripts/bench-peers`."""

import argparse
import datetime
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from fontTools.ttLib import TTFont

import judge
import printed
import records
from engines import PEERS, fonts

HERE = Path(__file__).parent
HOME = HERE.parent.parent
FORMS = {"certificate": printed.certificate, "premium-sheet": printed.premium_sheet}
# Writes the records that all benchmarks use.
BENCH = HOME / "Benchmarks/.build/release/bench"
# Records that a peer prints before it is measured.
WARM_UP = 10
# shosho is measured between a batch of all records and one of so many times as many.
LONGER = 5


def main():
    parser = argparse.ArgumentParser(prog="bench-peers", description=__doc__)
    parser.add_argument("--records", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--shosho", default=str(HOME / ".build/release/shosho"))
    parser.add_argument("--keep", help="a folder for the last round's papers")
    parser.add_argument("--json", action="store_true", help="all figures as JSON instead of the table")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="shosho-bench-peers-") as scratch:
        bench = Bench(options, Path(scratch))
        measured = [bench.round(number) for number in range(options.rounds)]
        result = bench.result(measured)
        if options.keep:
            for name in ["short", *PEERS]:
                shutil.copytree(bench.folder(name), Path(options.keep) / name, dirs_exist_ok=True)
    print(json.dumps(result, ensure_ascii=False, indent=2) if options.json else table(result))


class Bench:
    def __init__(self, options, scratch: Path):
        self.options = options
        self.scratch = scratch
        # Every round writes into folders of its own: a file system that has just lost thousands of files is slower to make new ones.
        self.turn = 0
        self.load = [os.getloadavg()[0]]
        self.claims = {}
        self.bytes = {}
        faces = [TTFont(path).getBestCmap() for path in fonts()]
        count = options.records * LONGER
        # About one lifelike record in five is printed by every engine.
        lifelike = subprocess.run(
            [BENCH, "records", str((count + WARM_UP) * 12)], check=True, capture_output=True, text=True).stdout
        made = list(records.make(
            lifelike.splitlines(),
            lambda character: character.isspace() or all(ord(character) in face for face in faces),
            count + WARM_UP,
        ))
        # The peers warm up on records that they are not measured by.
        self.warm, made = made[count:], made[:count]
        self.records = made[: options.records]
        lines = [json.dumps(record, ensure_ascii=False) + "\n" for record in made]
        (scratch / "short.jsonl").write_text("".join(lines[: options.records]), encoding="utf-8")
        (scratch / "long.jsonl").write_text("".join(lines), encoding="utf-8")
        (scratch / "data.jsonl").write_text(
            "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in self.warm + self.records), encoding="utf-8")
        # What is printed is read once from the data that shosho attaches to its papers.
        self.batch("data", "--attach-record")
        self.printed = {}
        for record in self.warm + self.records:
            for form, values in FORMS.items():
                paper = self.paper("data", record, form)
                data = subprocess.run(["pdfdetach", "-save", "1", "-o", "/dev/stdout", str(paper)], check=True, capture_output=True).stdout
                self.printed[paper.name] = {"form": form, "name": paper.name, "printed": values(json.loads(data))}

    def folder(self, name: str) -> Path:
        return self.scratch / f"{name}-{self.turn}"

    def paper(self, folder: str, record: dict, form: str) -> Path:
        return self.folder(folder) / record["number"] / f"{record['number']}-{form}.pdf"

    def papers(self, of: list, every: int = 1) -> list:
        return [self.printed[self.paper("", record, form).name] for record in of[::every] for form in FORMS]

    def batch(self, name: str, *more: str) -> float:
        """Processor seconds of a batch over `name`.jsonl into a new folder."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            [
                self.options.shosho, "batch", str(self.scratch / f"{name}.jsonl"), "--out", str(self.folder(name)), "--documents", ",".join(FORMS), "--jobs", "1",
                "--issued-on", "2026-04-01", "--quiet", "--home", str(HOME), *more,
            ],
            check=True, stdout=subprocess.DEVNULL,
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    def round(self, number: int) -> dict:
        """Milliseconds a document of every engine, in turns; all pages are judged before a figure is kept."""
        self.turn = number + 1
        seconds = self.batch("long") - self.batch("short")
        milliseconds = {"shosho": seconds * 1000 / (self.options.records * (LONGER - 1) * len(FORMS))}
        ours = [self.paper("short", record, form) for record in self.records for form in FORMS]
        papers = self.papers(self.records)
        expected = dict(zip((path.name for path in ours), judge.each(judge.reference, zip(ours, papers)), strict=True))
        self.note("shosho", ours)
        for name, peer in PEERS.items():
            papers = self.papers(self.records, peer.every)
            folder = self.folder(name)
            folder.mkdir()
            work = self.scratch / f"{name}.json"
            work.write_text(json.dumps(self.papers(self.warm) + papers, ensure_ascii=False), encoding="utf-8")
            seconds = json.loads(subprocess.run(
                [sys.executable, str(HERE / "worker.py"), name, str(work), str(folder), str(WARM_UP * len(FORMS))],
                # One core each, as shosho has one worker.
                check=True, stdout=subprocess.PIPE, env=os.environ | {"RAYON_NUM_THREADS": "1"},
            ).stdout)
            written = [folder / paper["name"] for paper in papers]
            judge.each(judge.same, [(path, paper, expected[path.name]) for path, paper in zip(written, papers, strict=True)])
            milliseconds[name] = seconds * 1000 / len(papers)
            self.note(name, written)
        self.load.append(os.getloadavg()[0])
        print(f"{number + 1}/{self.options.rounds}:", *(f"{name} {figure:.2f}" for name, figure in milliseconds.items()), file=sys.stderr)
        return milliseconds

    def note(self, name: str, written: list):
        self.claims[name] = judge.claims(written[0])
        self.bytes[name] = round(sum(path.stat().st_size for path in written) / len(written))

    def result(self, measured: list) -> dict:
        cpu = next((line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")), "?")
        version = subprocess.run([self.options.shosho, "--version"], check=True, capture_output=True, text=True).stdout
        version = version.splitlines()[0].partition(" (")[0]
        titles = {"shosho": version} | {name: peer.name() for name, peer in PEERS.items()}
        return {
            "day": datetime.date.today().isoformat(),
            "processor": cpu,
            "cores": os.cpu_count(),
            "load": [round(min(self.load), 1), round(max(self.load), 1)],
            "records": len(self.records),
            "rounds": len(measured),
            "engines": [
                {
                    "name": title,
                    "milliseconds": statistics.median(round[name] for round in measured),
                    "ratio": statistics.median(round[name] / round["shosho"] for round in measured),
                    "ratios": [round[name] / round["shosho"] for round in measured],
                    "bytes": self.bytes[name],
                }
                | self.claims[name]
                for name, title in titles.items()
            ],
        }


def table(result: dict) -> str:
    rows = ["| engine | CPU ms a document | times shosho's (least–most) | bytes a document | tagged | says it is |", "|---|--:|--:|--:|---|---|"]
    for engine in result["engines"]:
        ratios = engine["ratios"]
        ratio = "1" if engine["name"].startswith("shosho") else f"{engine['ratio']:.1f} ({min(ratios):.1f}–{max(ratios):.1f})"
        rows.append(
            f"| {engine['name']} | {engine['milliseconds']:.2f} | {ratio} | {engine['bytes']:,} | {'yes' if engine['tagged'] else 'no'} | "
            f"{', '.join(engine['standards']) or 'PDF'} |")
    load = "–".join(str(value) for value in result["load"])
    return "\n".join(rows) + (
        f"\n\n{result['day']}, {result['processor']}, {result['cores']} cores, load {load}; {result['records']} records, "
        f"medians of {result['rounds']} rounds in turns; "
        f"`scripts/bench-peers --records {result['records']} --rounds {result['rounds']}`.")


main()
