/// Where a paper stands in an output folder: `NUMBER[+N]/NUMBER[+N]-ID.pdf`.
package struct PaperName: Sendable, Hashable {
  /// The folder of the contract: the number and, when the number does not carry it, the change count.
  package let folder: String
  /// The file inside it.
  package let file: String

  /// - Parameters:
  ///   - change: the change count, or nil when there is none or the number itself carries it.
  ///   - fileExtension: `pdf` or `png`.
  package init(number: String, change: Int?, document: String, fileExtension: String = "pdf") {
    folder = Self.encoded(number) + (change.map { "+\($0)" } ?? "")
    file = "\(folder)-\(Self.encoded(document)).\(fileExtension)"
  }

  /// Relative to the output folder, as manifests say it.
  package var path: String { "\(folder)/\(file)" }

  /// Whether the file system can hold both names (255 bytes each on every one that matters).
  package var fits: Bool { file.utf8.count <= 255 }

  /// Every byte but `[0-9A-Za-z-]` as `%XX`: a number names exactly one folder, and neither `.` nor `/` means anything in it.
  static func encoded(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "-"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        result += digits.utf8.count == 1 ? "%0\(digits)" : "%\(digits)"
      }
    }
    return result
  }
}
