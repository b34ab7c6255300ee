#!/usr/bin/env python3
"""Writes Sources/PDFFinishing/Outlines/OutlineCode+Lengths.swift: the Huffman code that outlines of TrueType fonts are packed with.

Usage: python3 scripts/make-outline-code.py FONT... > Sources/PDFFinishing/Outlines/OutlineCode+Lengths.swift

The fonts are those that the papers are set in (files of one face, no collections). Every glyph without components is cut into literals and
matches, hinting left out, much as the packer does it, and the lengths come from how often each symbol was used. Any lengths that make a
complete code are right; other fonts only pack a little worse. New lengths change the bytes of every paper, and so its format number.
"""

import collections
import heapq
import struct
import sys

LENGTHS = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258]
DISTANCES = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537]
# The packer takes a match when it costs less than its literals; before there is a code, four bytes are a fair guess of that.
SHORTEST_MATCH = 4


def tables(font):
    count = struct.unpack(">H", font[4:6])[0]
    entries = (struct.unpack(">4sIII", font[12 + 16 * i : 28 + 16 * i]) for i in range(count))
    return {tag: font[start : start + length] for tag, _, start, length in entries}


def glyphs(font):
    """The outlines without their programs."""
    table = tables(font)
    count = struct.unpack(">H", table[b"maxp"][4:6])[0]
    long = struct.unpack(">h", table[b"head"][50:52])[0] == 1
    loca = struct.unpack(f">{count + 1}{'I' if long else 'H'}", table[b"loca"][: (count + 1) * (4 if long else 2)])
    for start, end in zip(loca, loca[1:]):
        glyph = table[b"glyf"][start:end] if long else table[b"glyf"][2 * start : 2 * end]
        if len(glyph) < 12:
            continue
        contours = struct.unpack(">h", glyph[:2])[0]
        if contours <= 0:
            continue
        place = 10 + 2 * contours
        program = struct.unpack(">H", glyph[place : place + 2])[0]
        yield glyph[:place] + b"\0\0" + glyph[place + 2 + program :]


def tokens(glyph):
    """Literals, and matches as (length, distance) with the last place where the same three bytes stood."""
    last = {}
    place = 0
    while place < len(glyph):
        length = 0
        start = last.get(glyph[place : place + 3]) if place + 3 <= len(glyph) else None
        if start is not None:
            while place + length < len(glyph) and length < 258 and glyph[start + length] == glyph[place + length]:
                length += 1
        if length < SHORTEST_MATCH or place - start >= 2049:
            length = 0
        for step in range(max(1, length)):
            if place + step + 3 <= len(glyph):
                last[glyph[place + step : place + step + 3]] = place + step
        yield (length, place - start) if length else glyph[place]
        place += max(1, length)


def index(limits, value):
    return max(i for i, limit in enumerate(limits) if limit <= value)


def code_lengths(uses, size, longest=15):
    """Huffman's lengths, the rarest symbols made commoner until none is too long."""
    weights = [max(1, uses[symbol]) for symbol in range(size)]
    while True:
        heap = [(weight, symbol, (symbol,)) for symbol, weight in enumerate(weights)]
        heapq.heapify(heap)
        lengths = [0] * size
        order = size
        while len(heap) > 1:
            first, second = heapq.heappop(heap), heapq.heappop(heap)
            for symbol in first[2] + second[2]:
                lengths[symbol] += 1
            heapq.heappush(heap, (first[0] + second[0], order, first[2] + second[2]))
            order += 1
        if max(lengths) <= longest:
            return lengths
        weights = [(weight + 1) // 2 + 1 for weight in weights]


def rows(values):
    for start in range(0, len(values), 32):
        yield "    " + " ".join(f"{value}," for value in values[start : start + 32])


literals, distances = collections.Counter(), collections.Counter()
for path in sys.argv[1:]:
    with open(path, "rb") as file:
        for glyph in glyphs(file.read()):
            for token in tokens(glyph):
                if isinstance(token, tuple):
                    literals[257 + index(LENGTHS, token[0])] += 1
                    distances[index(DISTANCES, token[1])] += 1
                else:
                    literals[token] += 1

literal_lengths = code_lengths(literals, 257 + len(LENGTHS))
distance_lengths = code_lengths(distances, len(DISTANCES))
length_lengths = code_lengths(collections.Counter(literal_lengths + distance_lengths), 16, longest=7)

print("// Written by scripts/make-outline-code.py; do not edit.")
print()
print("extension OutlineCode {")
print("  /// Bits of each literal (0 to 255), of the end (256), and of each class of match lengths (257 on): RFC 1951 3.2.5.")
print("  static let literalLengths: [UInt8] = [")
print("\n".join(rows(literal_lengths)))
print("  ]")
print()
print("  /// Bits of each class of distances.")
print("  static let distanceLengths: [UInt8] = [")
print("\n".join(rows(distance_lengths)))
print("  ]")
print()
print("  /// Bits of each of those lengths, 0 to 15, where the code is declared.")
print("  static let lengthLengths: [UInt8] = [")
print("\n".join(rows(length_lengths)))
print("  ]")
print("}")
