"""Records for all engines alike: the ordinary advance-payment guarantees among those that every benchmark uses."""

import json

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


def make(lifelike, has, count: int):
    """The first `count` records that every engine can print.

    `lifelike` gives lines of JSON as `bench records` writes them; `has` says which characters the fonts have.
    """
    for line in lifelike:
        record = json.loads(line)
        if plain(record, has):
            yield record
            count -= 1
            if count == 0:
                return
    raise SystemExit("too few records that every engine can print")
