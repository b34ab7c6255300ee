"""One peer, one round, in a process of its own: `worker.py PEER PAPERS FOLDER WARM-UP`. Writes every paper of PAPERS (a JSON array of
{form, name, printed}) into FOLDER and prints the processor seconds that all but the first WARM-UP of them took."""

import json
import resource
import sys
from pathlib import Path

from engines import PEERS, fonts


def processor_seconds() -> float:
    """User and system time of all threads of this process and of its ended children."""
    usage = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in usage)


def main(name: str, papers: str, folder: str, warm_up: str):
    peer = PEERS[name]
    engine = peer.load().Engine(fonts(), peer.archival)
    work = json.loads(Path(papers).read_text(encoding="utf-8"))
    first = int(warm_up)
    for paper in work[:first]:
        engine.write(paper["form"], paper["printed"], Path(folder, paper["name"]))
    start = processor_seconds()
    for paper in work[first:]:
        engine.write(paper["form"], paper["printed"], Path(folder, paper["name"]))
    print(json.dumps(processor_seconds() - start))


main(*sys.argv[1:])
