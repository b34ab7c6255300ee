"""Deterministic records for all engines alike: ordinary advance-payment guarantees, no two with the same number or amounts."""

import json
from pathlib import Path

# Each engine sets one line here. What shosho does with a longer one (tightening, narrowing, a second page) has no equal in the peers.
LONGEST_NAME = 25


def plain(record, has):
    """Whether every engine can print the record from the same two font files, on one page."""
    work = record["work"]
    return (
        record["kind"] == "前払金保証"
        and not {"amendment", "priorNumber", "remarks"} & record.keys()
        and "members" not in record["contractor"]
        and "category" not in work
        and {"number", "contractedOn", "tax"} <= work.keys()
        and len(work["name"]) <= LONGEST_NAME
        and all(has(character) for value in strings(record) for character in value)
    )


def strings(value):
    if isinstance(value, dict):
        for child in value.values():
            yield from strings(child)
    elif isinstance(value, str):
        yield value


def make(examples: Path, has, count: int):
    """`count` records out of the examples; `has` says which characters the fonts have."""
    bases = [json.loads(line) for line in examples.read_text(encoding="utf-8").splitlines()]
    bases = [base for base in bases if plain(base, has)]
    for index in range(count):
        record = json.loads(json.dumps(bases[index % len(bases)]))
        branch, year, _, changes = record["number"].split("-")
        record["number"] = f"{branch}-{year}-{index + 1:07}-{changes}"
        work = record["work"]
        work["number"] = f"見本第{index + 1}号"
        # A whole number of yen of tax at 10 %, and an advance that keeps its share of the price.
        before = work["price"]
        work["price"] = before // 11_000 * 11_000 + 143_000 * (index + 1)
        work["tax"] = work["price"] // 11
        amount = record["advance"]["amount"] * work["price"] // before // 100_000 * 100_000
        record["advance"]["amount"] = record["guarantee"]["amount"] = amount
        # The program computes it; a sum in the record would have to be the same.
        record.pop("premium")
        yield record
