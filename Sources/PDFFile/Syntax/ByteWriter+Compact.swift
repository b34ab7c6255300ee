extension ByteWriter {
  /// A value as it stands in a file, without the white space that parts nothing (ISO 32000-1 7.2.2). Strings stay as they are.
  mutating func write(compact source: [UInt8], _ range: Range<Int>) {
    source.withUnsafeBufferPointer { source in
      let bytes = UnsafeBufferPointer(rebasing: source[range])
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: bytes.count) { compact in
        let count = Self.compact(bytes, into: compact)
        write(UnsafeBufferPointer(rebasing: compact[..<count]))
      }
    }
  }

  /// Returns how many bytes remain; the buffer has room for all.
  private static func compact(_ bytes: UnsafeBufferPointer<UInt8>, into result: UnsafeMutableBufferPointer<UInt8>)
    -> Int
  {
    var count = 0
    var index = 0
    func keep(_ end: Int) {
      while index < end {
        result[count] = bytes[index]
        count += 1
        index += 1
      }
    }
    while index < bytes.count {
      let byte = bytes[index]
      if CharacterClass.isSpace(byte) {
        while index < bytes.count, CharacterClass.isSpace(bytes[index]) { index += 1 }
        if count > 0, index < bytes.count, CharacterClass.isRegular(result[count - 1]),
          CharacterClass.isRegular(bytes[index])
        {
          result[count] = 0x20
          count += 1
        }
      } else if byte == UInt8(ascii: "(") {
        keep(endOfLiteral(bytes, from: index))
      } else if byte == UInt8(ascii: "%") {
        // A comment ends with its line, so from here on white space means something.
        keep(bytes.count)
      } else {
        result[count] = byte
        count += 1
        index += 1
      }
    }
    return count
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
