/// 文字コード: how the bytes of an input are read as characters.
package enum TextEncoding: String, Sendable, CaseIterable {
  case utf8 = "utf-8"
  /// Windows-31J, the table that the WHATWG Encoding Standard calls Shift_JIS.
  case cp932
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"

  /// The marks that may stand at the head of a file and prove its encoding.
  static let byteOrderMarks: [(mark: [UInt8], encoding: TextEncoding)] = [
    ([0xEF, 0xBB, 0xBF], .utf8), ([0xFF, 0xFE], .utf16LittleEndian), ([0xFE, 0xFF], .utf16BigEndian),
  ]

  /// The encoding in which rows are split: UTF-16 is turned into UTF-8 on the way in, the others are split as they are.
  var inner: TextEncoding {
    self == .cp932 ? .cp932 : .utf8
  }
}

/// What `--encoding` may say. `utf-16` leaves the order of bytes to the mark at the head of the file, which must then be there.
package enum StatedEncoding: String, Sendable, CaseIterable {
  case utf8 = "utf-8"
  case cp932
  case utf16 = "utf-16"
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"

  /// By any of the names in use, upper or lower case, hyphens or underscores.
  package init?(name: String) {
    switch name.lowercased().filter({ $0 != "-" && $0 != "_" }) {
    case "utf8", "utf8sig": self = .utf8
    case "cp932", "ms932", "windows31j", "cswindows31j", "shiftjis", "sjis", "xsjis": self = .cp932
    case "utf16": self = .utf16
    case "utf16le": self = .utf16LittleEndian
    case "utf16be": self = .utf16BigEndian
    default: return nil
    }
  }

  /// Whether a file that proves to be in `encoding` is what was stated.
  func allows(_ encoding: TextEncoding) -> Bool {
    switch self {
    case .utf8: encoding == .utf8
    case .cp932: encoding == .cp932
    case .utf16: encoding == .utf16LittleEndian || encoding == .utf16BigEndian
    case .utf16LittleEndian: encoding == .utf16LittleEndian
    case .utf16BigEndian: encoding == .utf16BigEndian
    }
  }

  /// The encoding meant, unless only a mark can say it.
  var encoding: TextEncoding? {
    switch self {
    case .utf8: .utf8
    case .cp932: .cp932
    case .utf16: nil
    case .utf16LittleEndian: .utf16LittleEndian
    case .utf16BigEndian: .utf16BigEndian
    }
  }
}
