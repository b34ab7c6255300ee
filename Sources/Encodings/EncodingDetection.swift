package import Diagnostics
import StrictJSON

/// Decides the encoding of an input from its first bytes, or refuses the input.
///
/// An encoding is stated by the user or follows from the bytes; it is never guessed:
///
/// 1. A byte order mark tells the encoding. It must agree with what the user states. 2. Otherwise what the user states
/// holds. 3. Otherwise the bytes must be UTF-8. Japanese text in another encoding is practically never valid UTF-8 by
/// accident.
///
/// In case 3 the first 64 KiB are checked here. What follows is checked record by record by the readers, which stop at
/// the first record that is not UTF-8: the whole file is then likely to be in another encoding. Input that is no text
/// at all is refused here in every case.
package struct EncodingDetection {
  /// How many bytes are looked at. The number is fixed, so that the decision does not depend on the chunks that a
  /// source reads.
  package static let sampleLength = 65_536
  /// How many bytes of UTF-8 the format is told from. Converted from UTF-16, the sample has at least half its length.
  package static let formatSampleLength = sampleLength / 2

  /// How the encoding came to be known.
  package enum Evidence: Sendable { case stated, byteOrderMark, validUTF8 }

  /// What was read of the source: the sample and perhaps more, or the whole input if it is shorter.
  package let bytes: [UInt8]
  package let encoding: TextEncoding
  package let evidence: Evidence
  /// Length of the byte order mark in bytes, 0 if there is none.
  package let byteOrderMarkLength: Int
  /// What the user should know although the input is accepted.
  package let notes: [Diagnostic]

  /// The first bytes of an input.
  package struct Sample {
    /// At least `sampleLength` bytes, or the whole input.
    package private(set) var bytes: [UInt8] = []
    package private(set) var isWhole = false

    package init(of source: inout any ByteSource) throws(DiagnosticError) {
      while bytes.count < EncodingDetection.sampleLength {
        let chunk = try source.read()
        if chunk.isEmpty {
          isWhole = true
          break
        }
        bytes += chunk
      }
    }
  }

  /// Reads the first bytes of `source` and decides.
  package init(of source: inout any ByteSource, file: String, stated: StatedEncoding?) throws(DiagnosticError) {
    try self.init(try Sample(of: &source), file: file, stated: stated)
  }

  /// Decides by the first bytes of an input.
  package init(_ sample: Sample, file: String, stated: StatedEncoding?) throws(DiagnosticError) {
    try self.init(bytes: sample.bytes, isWhole: sample.isWhole, file: file, stated: stated)
  }

  private init(bytes: [UInt8], isWhole: Bool, file: String, stated: StatedEncoding?) throws(DiagnosticError) {
    self.bytes = bytes
    let location = SourceLocation(file: file)
    let sample = bytes.prefix(Self.sampleLength)
    if let mark = TextEncoding.byteOrderMarks.first(where: { bytes.starts(with: $0.mark) }) {
      if let stated, !stated.allows(mark.encoding) {
        throw DiagnosticError(.encodingContradicted(at: location, stated, mark.encoding))
      }
      encoding = mark.encoding
      evidence = .byteOrderMark
      byteOrderMarkLength = mark.mark.count
      notes = mark.encoding == .utf8 ? [.byteOrderMarkSkipped(at: location)] : []
    } else {
      notes = []
      byteOrderMarkLength = 0
      if stated == .utf16 { throw DiagnosticError(.byteOrderMarkMissing(at: location)) }
      encoding = stated?.encoding ?? .utf8
      evidence = stated == nil ? .validUTF8 : .stated
    }
    let isBlank = sample.dropFirst(byteOrderMarkLength).allSatisfy { $0.isWhiteSpace }
    if isWhole, isBlank, bytes.count == sample.count { throw DiagnosticError(.emptyInput(at: location)) }
    if let problem = Self.diagnosticIfNotText(sample, encoding, location) { throw DiagnosticError(problem) }
    guard evidence == .validUTF8, let fault = UTF8Validation.firstFault(in: sample) else { return }
    if fault.isCut, !isWhole || bytes.count > sample.count { return }
    // If the input ends inside a character, the file is incomplete; the reader reports that with the record in which it
    // happens.
    if fault.isCut, fault.index > 0 { return }
    throw DiagnosticError(
      .encodingUnknown(at: SourceLocation(file: file, byte: fault.index), readsAsCP932: CP932.canDecode(sample)))
  }

  /// The error for bytes that are no text: NUL outside UTF-16, or the signature of a well-known binary format.
  private static func diagnosticIfNotText(
    _ bytes: ArraySlice<UInt8>, _ encoding: TextEncoding, _ location: SourceLocation
  )
    -> Diagnostic?
  {
    if encoding == .utf16BigEndian || encoding == .utf16LittleEndian {
      return bytes.starts(with: [0xFF, 0xFE, 0, 0]) ? .notText(at: location, .utf32) : nil
    }
    if let format = BinaryFormat.allCases.first(where: { !$0.signature.isEmpty && bytes.starts(with: $0.signature) }) {
      return .notText(at: location, format)
    }
    if BinaryFormat.isISO2022JP(bytes) { return .notText(at: location, .iso2022JP) }
    guard let nul = bytes.firstIndex(of: 0) else { return nil }
    // In UTF-16 every second byte of an ASCII character is NUL: bytes look like UTF-16 if NULs are at even or at odd
    // places only, and more than a sixteenth of the bytes are NUL, which commas, digits and line ends make sure of.
    let even = stride(from: bytes.startIndex, to: bytes.endIndex, by: 2).count { bytes[$0] == 0 }
    let odd = stride(from: bytes.startIndex + 1, to: bytes.endIndex, by: 2).count { bytes[$0] == 0 }
    let isUTF16 = (even == 0) != (odd == 0) && even + odd > bytes.count / 16
    return .notText(
      at: SourceLocation(
        file: location.file, line: bytes[..<nul].count { $0 == 0x0A } + 1, byte: nul - bytes.startIndex),
      isUTF16 ? (even == 0 ? .utf16LittleEndian : .utf16BigEndian) : .unknown)
  }
}

/// What an input is that is not read as text, told by its first bytes as far as they tell.
private enum BinaryFormat: CaseIterable {
  case workbook, oldWorkbook, pdf, gzip, unknown, utf16LittleEndian, utf16BigEndian, utf32, iso2022JP

  /// The bytes with which every file of the format begins; empty if there are none.
  package var signature: [UInt8] {
    switch self {
    case .workbook: [0x50, 0x4B, 0x03, 0x04]
    case .oldWorkbook: [0xD0, 0xCF, 0x11, 0xE0]
    case .pdf: [0x25, 0x50, 0x44, 0x46, 0x2D]
    case .gzip: [0x1F, 0x8B, 0x08]
    case .unknown, .utf16LittleEndian, .utf16BigEndian, .utf32, .iso2022JP: []
    }
  }

  /// Whether the bytes hold an escape sequence that switches to JIS X 0208 (`ESC $ B` or `ESC $ @`). This must be
  /// looked for, because ISO-2022-JP has ASCII bytes only and would pass as UTF-8.
  package static func isISO2022JP(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.indices.contains {
      bytes[$0] == 0x1B
        && (bytes[$0...].starts(with: [0x1B, 0x24, 0x42]) || bytes[$0...].starts(with: [0x1B, 0x24, 0x40]))
    }
  }
}

/// What may be wrong with an input as a whole. Such an error ends the command with exit code 66.
extension Diagnostic {
  package static func emptyInput(at location: SourceLocation) -> Diagnostic {
    .error(
      "input.empty", at: location, LocalizedText("入力が空です。", "The input is empty."),
      advice: LocalizedText("見出し行とデータのあるファイルを指定してください。", "Give a file with a heading row and records."))
  }

  fileprivate static func byteOrderMarkSkipped(at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .note, "input.bom", at: location,
      LocalizedText("先頭のBOMを読み飛ばしました（UTF-8）。", "The byte order mark at the head was skipped (UTF-8)."))
  }

  fileprivate static func encodingContradicted(
    at location: SourceLocation, _ stated: StatedEncoding, _ marked: TextEncoding
  )
    -> Diagnostic
  {
    .error(
      "input.encoding.contradicted", at: location,
      LocalizedText(
        "文字コードの指定は \(stated.rawValue) ですが、先頭のBOMは \(marked.rawValue) を示しています。",
        "The stated encoding is \(stated.rawValue), but the byte order mark at the head says \(marked.rawValue)."),
      advice: LocalizedText(
        "--encoding を外すか、\(marked.rawValue) を指定してください。", "Leave --encoding out, or state \(marked.rawValue)."))
  }

  fileprivate static func byteOrderMarkMissing(at location: SourceLocation) -> Diagnostic {
    .error(
      "input.encoding.order", at: location,
      LocalizedText(
        "utf-16 の指定ですが、先頭にBOMがなくバイト順が分かりません。",
        "utf-16 is stated, but no byte order mark says in which order the bytes stand."),
      advice: LocalizedText("--encoding utf-16le か utf-16be を指定してください。", "State --encoding utf-16le or utf-16be."))
  }

  fileprivate static func encodingUnknown(at location: SourceLocation, readsAsCP932: Bool) -> Diagnostic {
    .error(
      "input.encoding.unknown", at: location,
      LocalizedText("UTF-8として読めないバイトがあり、文字コードが決まりません。", "A byte is not UTF-8, so the encoding is not known."),
      advice: readsAsCP932
        ? LocalizedText(
          "全体はCP932（Windowsのシフト JIS）として読めます。そのとおりなら --encoding cp932 を指定してください。",
          "The bytes can be read as CP932 (the Shift_JIS of Windows): if that is what they are, state --encoding cp932."
        )
        : LocalizedText(
          "--encoding で文字コードを指定してください（utf-8・cp932・utf-16le・utf-16be）。",
          "State the encoding with --encoding (utf-8, cp932, utf-16le, utf-16be)."))
  }

  /// RFC 8259, section 8.1: JSON that is exchanged between systems is UTF-8. UTF-16 is accepted nevertheless, because
  /// it is converted to UTF-8 while it is read. CP932 could not be split: the second byte of a character may be a
  /// backslash or a bracket.
  package static func jsonInCP932(at location: SourceLocation) -> Diagnostic {
    .error(
      "input.json.encoding", at: location,
      LocalizedText("JSONの文字コードはUTF-8です。CP932では読めません。", "JSON is UTF-8; it is not read as CP932."),
      advice: LocalizedText(
        "shosho inspect text FILE --encoding cp932 でUTF-8に直してください。",
        "Turn it into UTF-8 with shosho inspect text FILE --encoding cp932."))
  }

  fileprivate static func notText(at location: SourceLocation, _ format: BinaryFormat) -> Diagnostic {
    let (name, advice): (LocalizedText, LocalizedText) =
      switch format {
      case .workbook:
        (
          LocalizedText("表計算ソフトのブックなど、圧縮された文書です。", "It is a packed document such as a spreadsheet's workbook."),
          LocalizedText(
            "ブックなら、名前を .xlsx にするか --format xlsx を指定してください。",
            "If it is a workbook, name it .xlsx or state --format xlsx.")
        )
      case .oldWorkbook:
        (
          LocalizedText("古い形式かパスワード付きのブックです。", "It is a workbook of the old form, or one with a password."),
          LocalizedText(
            "表計算ソフトで、パスワードなしの .xlsx かCSVとして保存してください。",
            "Save it from the spreadsheet as .xlsx without a password, or as CSV.")
        )
      case .pdf:
        (
          LocalizedText("PDFです。", "It is a PDF."),
          LocalizedText("証書データのファイルを指定してください。", "Give the file of the records.")
        )
      case .gzip:
        (LocalizedText("圧縮ファイルです。", "It is compressed."), LocalizedText("展開してから指定してください。", "Unpack it first."))
      case .utf16LittleEndian, .utf16BigEndian:
        (
          LocalizedText("BOMのないUTF-16のように見えます。", "It looks like UTF-16 without a byte order mark."),
          LocalizedText(
            "そのとおりなら --encoding \(format == .utf16BigEndian ? "utf-16be" : "utf-16le") を指定してください。",
            "If it is, state --encoding \(format == .utf16BigEndian ? "utf-16be" : "utf-16le").")
        )
      case .iso2022JP:
        (
          LocalizedText("ISO-2022-JP（JISコード）です。", "It is ISO-2022-JP."),
          LocalizedText("UTF-8かCP932で保存し直してください。", "Save it as UTF-8 or CP932.")
        )
      case .utf32:
        (LocalizedText("UTF-32です。", "It is UTF-32."), LocalizedText("UTF-8で保存し直してください。", "Save it as UTF-8."))
      case .unknown:
        (
          LocalizedText(
            "\(location.line ?? 0)行目、先頭から\(location.byte ?? 0)バイトの所にNUL文字があります。",
            "A NUL stands in line \(location.line ?? 0), at byte \(location.byte ?? 0)."),
          LocalizedText("証書データのファイルを指定してください。", "Give the file of the records.")
        )
      }
    return .error(
      "input.binary", at: location,
      LocalizedText("入力は文字のファイルではありません。\(name.japanese)", "The input is not a text file. \(name.english)"),
      advice: advice)
  }
}
