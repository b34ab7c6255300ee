// What a PDF says of a font besides its glyphs (ISO 32000-1 9.8), from the tables of its file.

extension FaceFile {
  /// The font's name for programs (name ID 6), as PDF names it: `BIZUDMincho-Regular`. Empty when the file has none.
  package var postScriptName: String {
    guard let table = table("name"), table.count >= 6 else { return "" }
    let (count, storage) = (Self.short(table, 2), Self.short(table, 4))
    for index in 0..<count {
      let entry = 6 + 12 * index
      guard entry + 12 <= table.count else { break }
      let (platform, length, offset) = (
        Self.short(table, entry), Self.short(table, entry + 8), storage + Self.short(table, entry + 10)
      )
      guard Self.short(table, entry + 6) == 6, offset + length <= table.count else { continue }
      // Of the platforms Unicode and Windows, UTF-16; of the Macintosh, ASCII. The name is ASCII in all of them.
      let bytes =
        platform == 1 ? Array(table[offset..<offset + length]) : table[offset..<offset + length].filter { $0 > 0 }
      let isPlain = bytes.allSatisfy { 0x30...0x39 ~= $0 || 0x41...0x5A ~= $0 || 0x61...0x7A ~= $0 || $0 == 0x2D }
      if isPlain, !bytes.isEmpty { return String(decoding: bytes, as: UTF8.self) }
    }
    return ""
  }

  /// Left, bottom, right and top of all its glyphs together, in thousandths of an em.
  package var box: [Int] { table("head").map { head in (0..<4).map { signed(head, 36 + 2 * $0) } } ?? [0, 0, 0, 0] }

  /// In thousandths of an em.
  package var ascent: Int { table("hhea").map { signed($0, 4) } ?? 0 }
  package var descent: Int { table("hhea").map { signed($0, 6) } ?? 0 }

  /// The height of capital letters, in thousandths of an em; the ascent where the font does not say it.
  package var capHeight: Int {
    // It is there from version 2 of the table on.
    guard let table = table("OS/2"), table.count >= 90, Self.short(table, 0) >= 2 else { return ascent }
    return signed(table, 88)
  }

  private func signed(_ table: UnsafeRawBufferPointer, _ offset: Int) -> Int {
    thousandths(Int(Int16(truncatingIfNeeded: Self.short(table, offset))))
  }
}
