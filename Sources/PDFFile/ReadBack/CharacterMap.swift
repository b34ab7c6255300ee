/// What the codes of a font say: its ToUnicode map (ISO 32000-1 9.10.3).
final class CharacterMap {
  /// Bytes of a code: one in a simple font, two in a composite one.
  let codeWidth: Int
  /// All texts, one after the other, as UTF-8; entry c of `places` says where the text of code c is, empty for none.
  private var pool: [UInt8] = []
  private var places: [Range<Int32>] = []

  init(of font: PDFObject, in reader: PDFReader) throws(PDFFault) {
    let dictionary = try font.dictionary()
    codeWidth = try dictionary.required("Subtype").isName("Type0") ? 2 : 1
    guard let map = dictionary["ToUnicode"] else { throw .expected("/ToUnicode in the font", at: font.value.offset) }
    try read(try reader.expanded(try reader.target(map)))
  }

  var isEmpty: Bool { places.isEmpty }

  /// Appends what the codes of a shown string say.
  func append(_ codes: [UInt8], at offset: Int, to text: inout [UInt8]) throws(PDFFault) {
    guard codes.count % codeWidth == 0 else { throw .expected("codes of \(codeWidth) bytes", at: offset) }
    var index = 0
    while index < codes.count {
      let code = codeWidth == 1 ? Int(codes[index]) : Int(codes[index]) << 8 | Int(codes[index + 1])
      index += codeWidth
      guard code < places.count, !places[code].isEmpty else {
        throw PDFFault(.mismatch("code \(code) is shown and has no text"), at: offset)
      }
      text.append(contentsOf: pool[Int(places[code].lowerBound)..<Int(places[code].upperBound)])
    }
  }

  private func read(_ map: [UInt8]) throws(PDFFault) {
    var scanner = ContentScanner(map)
    while let name = try scanner.next() {
      if scanner.isOperator(name, "endbfchar") {
        for index in stride(from: 0, to: scanner.operands.count - 1, by: 2) {
          try set(try code(try scanner.operand(index)), try units(try scanner.operand(index + 1)))
        }
      } else if scanner.isOperator(name, "endbfrange") {
        for index in stride(from: 0, to: scanner.operands.count - 2, by: 3) {
          try setRange(try scanner.operand(index), try scanner.operand(index + 1), try scanner.operand(index + 2))
        }
      }
    }
  }

  private func setRange(_ first: PDFValue, _ last: PDFValue, _ texts: PDFValue) throws(PDFFault) {
    let (low, high) = (try code(first), try code(last))
    guard low <= high else { throw .expected("codes in rising order", at: first.offset) }
    if texts.isArray {
      let list = try texts.array()
      guard list.count == high - low + 1 else { throw .expected("a text for each code", at: texts.offset) }
      for (index, text) in list.enumerated() { try set(low + index, try units(text)) }
    } else {
      var units = try units(texts)
      guard let end = units.last, Int(end) + (high - low) <= 0xFFFF else { throw .expected("text", at: texts.offset) }
      for code in low...high {
        try set(code, units)
        units[units.count - 1] &+= 1
      }
    }
  }

  private func code(_ value: PDFValue) throws(PDFFault) -> Int {
    let bytes = try value.string()
    guard 1...2 ~= bytes.count else { throw .expected("code of one or two bytes", at: value.offset) }
    return bytes.reduce(0) { $0 << 8 | Int($1) }
  }

  private func units(_ value: PDFValue) throws(PDFFault) -> [UInt16] {
    let bytes = try value.string()
    guard bytes.count % 2 == 0, bytes.count <= 512 else { throw .expected("UTF-16 text", at: value.offset) }
    return stride(from: 0, to: bytes.count, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
  }

  private func set(_ code: Int, _ units: [UInt16]) throws(PDFFault) {
    let start = Int32(pool.count)
    guard start < 1 << 24 else { throw .expected("character map of sensible size", at: 0) }
    let isDamaged = transcode(units.makeIterator(), from: UTF16.self, to: UTF8.self, stoppingOnError: true) { pool.append($0) }
    guard !isDamaged else { throw PDFFault(.mismatch("text of code \(code) is no UTF-16"), at: 0) }
    if code >= places.count { places.append(contentsOf: repeatElement(0..<0, count: code + 1 - places.count)) }
    places[code] = start..<Int32(pool.count)
  }
}
