import Diagnostics

/// What may be wrong with an input as a whole: exit code 66.
extension Diagnostic {
  static func emptyInput(at location: SourceLocation) -> Diagnostic {
    .error(
      "input.empty", at: location, LocalizedText("入力が空です。", "The input is empty."),
      advice: LocalizedText("見出し行とデータのあるファイルを指定してください。", "Give a file with a heading row and records."))
  }

  static func byteOrderMarkSkipped(at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .note, "input.bom", at: location,
      LocalizedText("先頭のBOMを読み飛ばしました（UTF-8）。", "The byte order mark at the head was skipped (UTF-8)."))
  }

  static func encodingContradicted(at location: SourceLocation, _ stated: StatedEncoding, _ marked: TextEncoding)
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

  static func markWanted(at location: SourceLocation) -> Diagnostic {
    .error(
      "input.encoding.order", at: location,
      LocalizedText(
        "utf-16 の指定ですが、先頭にBOMがなくバイト順が分かりません。",
        "utf-16 is stated, but no byte order mark says in which order the bytes stand."),
      advice: LocalizedText("--encoding utf-16le か utf-16be を指定してください。", "State --encoding utf-16le or utf-16be."))
  }

  static func encodingWanted(at location: SourceLocation, readsAsCP932: Bool) -> Diagnostic {
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

  /// RFC 8259, section 8.1: JSON that is exchanged is UTF-8. (UTF-16 is read all the same, for it proves itself.)
  static func jsonInCP932(at location: SourceLocation) -> Diagnostic {
    .error(
      "input.json.encoding", at: location,
      LocalizedText("JSONの文字コードはUTF-8です。CP932では読めません。", "JSON is UTF-8; it is not read as CP932."),
      advice: LocalizedText(
        "shosho inspect text FILE --encoding cp932 でUTF-8に直してください。",
        "Turn it into UTF-8 with shosho inspect text FILE --encoding cp932."))
  }

  static func notText(at location: SourceLocation, _ format: BinaryFormat) -> Diagnostic {
    let (name, advice): (LocalizedText, LocalizedText) =
      switch format {
      case .workbook, .oldWorkbook:
        (
          LocalizedText("表計算ソフトのブックなど、圧縮された文書です。", "It is a packed document such as a spreadsheet's workbook."),
          LocalizedText("表計算ソフトで「CSV（コンマ区切り）」として保存してください。", "Save it from the spreadsheet as CSV.")
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
          LocalizedText("NUL文字を含みます。", "It holds NUL bytes."),
          LocalizedText("証書データのファイルを指定してください。", "Give the file of the records.")
        )
      }
    return .error(
      "input.binary", at: location,
      LocalizedText("入力は文字のファイルではありません。\(name.japanese)", "The input is not a text file. \(name.english)"),
      advice: advice)
  }
}
