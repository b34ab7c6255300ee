#!/usr/bin/env python3
"""Writes Sources/Records/Encoding/CP932Table.swift: the two-byte characters of CP932 as text.

Usage: python3 scripts/make-cp932-table.py > Sources/Records/Encoding/CP932Table.swift

Python's codec has the same two-byte characters as the index jis0208 of the WHATWG Encoding Standard (a test compares all 65,536
codes). A line is half a lead byte: 94 characters, the trail bytes 40-7E and 80-9E, or 9F-FC. "." stands where there is no character.
Leads F0-F9 are user-defined characters (gaiji) and are computed, so they are not in the table.
"""


def cell(lead, trail):
    try:
        character = bytes([lead, trail]).decode("cp932")
    except UnicodeDecodeError:
        return "."
    return character if len(character) == 1 else "."


leads = list(range(0x81, 0xA0)) + list(range(0xE0, 0xF0)) + list(range(0xFA, 0xFD))
trails = [range(0x40, 0x7F), range(0x80, 0x9F)], [range(0x9F, 0xFD)]

print("// Written by scripts/make-cp932-table.py; do not edit, and let no editor normalise it.")
print()
print("extension CP932 {")
print("  /// The characters of each lead byte that has any, by trail byte: 94 from 40 on (7F left out), 94 from 9F on; `.` where there is none.")
print("  static let characters: [(lead: UInt8, low: String, high: String)] = [")
for lead in leads:
    low, high = ("".join(cell(lead, t) for r in half for t in r) for half in trails)
    if set(low + high) == {"."}:
        continue
    assert len(low) == len(high) == 94
    escaped = [half.replace("\\", "\\\\").replace('"', '\\"') for half in (low, high)]
    print(f"    (\n      0x{lead:02X},\n      \"{escaped[0]}\",\n      \"{escaped[1]}\"\n    ),")
print("  ]")
print("}")
