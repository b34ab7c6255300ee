import Diagnostics
import StrictJSON

/// The first bytes of an input, and what they prove of its encoding.
///
/// An encoding is stated or proved, never guessed: a byte order mark proves it; bytes that are UTF-8 throughout prove UTF-8, for Japanese
/// text in another encoding is not UTF-8 by accident. The head is judged whole before the first record is read; the bytes after it are
/// judged record by record, and the first that is not UTF-8 ends the reading.
struct InputHead {
  /// How much is looked at before anything is decided: the same whatever pieces a source reads in.
  static let length = 65_536
  /// How much of it, as UTF-8, the format is told from: UTF-16 gives at least half as many bytes.
  static let formatLength = length / 2

  /// How the encoding came to be known.
  enum Proof: Sendable { case stated, byteOrderMark, validUTF8 }

  let bytes: [UInt8]
  let encoding: TextEncoding
  let proof: Proof
  /// Length of the byte order mark.
  let markLength: Int
  let notes: [Diagnostic]

  /// Reads the head of `source` and decides.
  init(of source: inout any ByteSource, file: String, stated: StatedEncoding?) throws(DiagnosticError) {
    var bytes: [UInt8] = []
    var isWhole = false
    while bytes.count < Self.length {
      let piece = try source.read()
      if piece.isEmpty {
        isWhole = true
        break
      }
      bytes += piece
    }
    try self.init(bytes: bytes, isWhole: isWhole, file: file, stated: stated)
  }

  private init(bytes: [UInt8], isWhole: Bool, file: String, stated: StatedEncoding?) throws(DiagnosticError) {
    self.bytes = bytes
    let location = SourceLocation(file: file)
    let judged = bytes.prefix(Self.length)
    if let mark = TextEncoding.byteOrderMarks.first(where: { bytes.starts(with: $0.mark) }) {
      if let stated, !stated.allows(mark.encoding) {
        throw DiagnosticError(.encodingContradicted(at: location, stated, mark.encoding))
      }
      encoding = mark.encoding
      proof = .byteOrderMark
      markLength = mark.mark.count
      notes = mark.encoding == .utf8 ? [.byteOrderMarkSkipped(at: location)] : []
    } else {
      notes = []
      markLength = 0
      if stated == .utf16 { throw DiagnosticError(.markWanted(at: location)) }
      encoding = stated?.encoding ?? .utf8
      proof = stated == nil ? .validUTF8 : .stated
    }
    let isBlank = judged.dropFirst(markLength).allSatisfy { $0.isSpace }
    if isWhole, isBlank, bytes.count == judged.count { throw DiagnosticError(.emptyInput(at: location)) }
    if let problem = Self.notText(judged, encoding, location) { throw DiagnosticError(problem) }
    guard proof == .validUTF8, let fault = UTF8Validation.firstFault(in: judged) else { return }
    if fault.isCut, !isWhole || bytes.count > judged.count { return }
    // A character cut by the very end of the input is a cut file, which the reader reports with the record it stands in.
    if fault.isCut, fault.index > 0 { return }
    throw DiagnosticError(
      .encodingWanted(at: SourceLocation(file: file, byte: fault.index), readsAsCP932: CP932.isText(judged)))
  }

  /// Bytes that belong to no text: NUL outside UTF-16, or the mark of a well-known binary format.
  private static func notText(_ bytes: ArraySlice<UInt8>, _ encoding: TextEncoding, _ location: SourceLocation)
    -> Diagnostic?
  {
    if encoding == .utf16BigEndian || encoding == .utf16LittleEndian {
      return bytes.starts(with: [0xFF, 0xFE, 0, 0]) ? .notText(at: location, .utf32) : nil
    }
    if let format = BinaryFormat.allCases.first(where: { !$0.mark.isEmpty && bytes.starts(with: $0.mark) }) {
      return .notText(at: location, format)
    }
    if BinaryFormat.isISO2022JP(bytes) { return .notText(at: location, .iso2022JP) }
    guard let nul = bytes.firstIndex(of: 0) else { return nil }
    // Every second byte of ASCII in UTF-16 is NUL.
    let even = stride(from: bytes.startIndex, to: bytes.endIndex, by: 2).count { bytes[$0] == 0 }
    let odd = stride(from: bytes.startIndex + 1, to: bytes.endIndex, by: 2).count { bytes[$0] == 0 }
    let isUTF16 = (even == 0) != (odd == 0) && even + odd > bytes.count / 16
    return .notText(
      at: SourceLocation(file: location.file, byte: nul),
      isUTF16 ? (even == 0 ? .utf16LittleEndian : .utf16BigEndian) : .unknown)
  }
}

/// What a file is that is no text of ours, told by its first bytes where they tell it.
enum BinaryFormat: CaseIterable {
  case workbook, oldWorkbook, pdf, gzip, unknown, utf16LittleEndian, utf16BigEndian, utf32, iso2022JP

  var mark: [UInt8] {
    switch self {
    case .workbook: [0x50, 0x4B, 0x03, 0x04]
    case .oldWorkbook: [0xD0, 0xCF, 0x11, 0xE0]
    case .pdf: [0x25, 0x50, 0x44, 0x46, 0x2D]
    case .gzip: [0x1F, 0x8B, 0x08]
    case .unknown, .utf16LittleEndian, .utf16BigEndian, .utf32, .iso2022JP: []
    }
  }

  /// Whether the bytes switch to JIS X 0208 by escape sequence: all of ISO-2022-JP is ASCII bytes, and so would pass as UTF-8.
  static func isISO2022JP(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.indices.contains {
      bytes[$0] == 0x1B
        && (bytes[$0...].starts(with: [0x1B, 0x24, 0x42]) || bytes[$0...].starts(with: [0x1B, 0x24, 0x40]))
    }
  }
}
