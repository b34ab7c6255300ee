extension ByteWriter {
  /// A value as it stands in a file, without the white space that parts nothing (ISO 32000-1 7.2.2). Strings stay as they are.
  mutating func write(compact source: [UInt8], _ range: Range<Int>) {
    source.withUnsafeBufferPointer { source in
      let bytes = UnsafeBufferPointer(rebasing: source[range])
      var start = 0
      var index = 0
      /// Copies what has been gone through since the last gap.
      func flush(_ end: Int, into writer: inout ByteWriter) {
        if start < end { writer.write(UnsafeBufferPointer(rebasing: bytes[start..<end])) }
      }
      while index < bytes.count {
        let byte = bytes[index]
        if byte == UInt8(ascii: "(") {
          index = Self.endOfLiteral(bytes, from: index)
        } else if CharacterClass.isSpace(byte) {
          let gap = index
          while index < bytes.count, CharacterClass.isSpace(bytes[index]) { index += 1 }
          flush(gap, into: &self)
          if gap > 0, index < bytes.count, CharacterClass.isRegular(bytes[gap - 1]), CharacterClass.isRegular(bytes[index]) { write(" ") }
          start = index
        } else if byte == UInt8(ascii: "%") {
          // A comment ends with its line, so from here on white space means something.
          break
        } else {
          index += 1
        }
      }
      flush(bytes.count, into: &self)
    }
  }

  /// The place after a literal string whose syntax was checked.
  private static func endOfLiteral(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var open = 0
    var index = start
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "("): open += 1
      case UInt8(ascii: ")"):
        open -= 1
        if open == 0 { return index + 1 }
      default: break
      }
      index += 1
    }
    return bytes.count
  }
}
