/// Names: ISO 32000-1 7.3.5.
enum PDFName {
  /// `#xx` resolved; bytes that are no UTF-8 become U+FFFD.
  static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
    guard bytes.contains(UInt8(ascii: "#")) else { return String(decoding: bytes, as: UTF8.self) }
    var result: [UInt8] = []
    var index = bytes.startIndex
    while index < bytes.endIndex {
      if bytes[index] == UInt8(ascii: "#"), index + 2 < bytes.endIndex,
        let high = CharacterClass.hexDigit(bytes[index + 1]),
        let low = CharacterClass.hexDigit(bytes[index + 2])
      {
        result.append(high << 4 | low)
        index += 3
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
