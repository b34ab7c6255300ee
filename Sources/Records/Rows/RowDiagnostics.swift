import Diagnostics
import Encodings

/// What a reader may find wrong with one record, or with a file as a whole at its end. No sentence quotes a cell,
/// because it may be the key.
extension Diagnostic {
  /// The row has more or fewer cells than the heading row.
  static func columnCount(_ found: Int, expected: Int, at location: SourceLocation) -> Diagnostic {
    .error(
      "row.columns", at: location,
      LocalizedText(
        "列の数が見出しと違います（見出し\(expected)列、この行\(found)列）。", "The row has \(found) columns, the headings \(expected)."),
      advice: LocalizedText(
        "値の中のコンマや改行は \" で囲んでください。", "Put values that hold commas or line breaks between quotation marks."))
  }

  /// RFC 4180, section 2, rule 5: a field that is not quoted must not contain a quotation mark.
  static func bareQuote(at location: SourceLocation) -> Diagnostic {
    .error(
      "row.quote.bare", at: location,
      LocalizedText(
        "\" で囲まれていない値の中に \" があります。", "A quotation mark stands inside a value that does not begin with one."),
      advice: LocalizedText(
        "値を \" で囲み、中の \" は二つ重ねてください。", "Put the value between quotation marks and double those inside."))
  }

  /// A closing quotation mark is followed by something other than a comma or a line end.
  static func textAfterQuote(at location: SourceLocation) -> Diagnostic {
    .error(
      "row.quote.after", at: location,
      LocalizedText("閉じる \" の後に文字があります。", "Something follows a closing quotation mark."),
      advice: LocalizedText("値の中の \" は二つ重ねてください。", "Double quotation marks inside a value."))
  }

  /// The input ends inside a record.
  static func truncated(at location: SourceLocation) -> Diagnostic {
    .error(
      "row.cut", at: location, LocalizedText("ファイルがこの記録の途中で終わっています。", "The file ends in the middle of this record."),
      advice: LocalizedText("送り手のファイルと大きさを比べ、受け取り直してください。", "Compare its size with the sender's and fetch it again."))
  }

  static func fieldTooLong(at location: SourceLocation) -> Diagnostic {
    .error("row.field.long", at: location, LocalizedText("1 MiBを超える値があります。", "A value is longer than 1 MiB."))
  }

  static func rowTooLong(at location: SourceLocation) -> Diagnostic {
    .error("row.long", at: location, LocalizedText("一件が4 MiBを超えています。", "The record is longer than 4 MiB."))
  }

  /// - Parameter bytes: nil if they must not be shown.
  static func notInEncoding(_ bytes: ArraySlice<UInt8>?, _ encoding: TextEncoding, at location: SourceLocation)
    -> Diagnostic
  {
    let hex = bytes?.map(Self.hexadecimal).joined(separator: " ")
    let name = encoding.rawValue
    return .error(
      "row.encoding", at: location,
      LocalizedText(
        "\(name)の文字ではないバイト\(hex.map { "（\($0)）" } ?? "")があります。",
        "Bytes\(hex.map { " (\($0))" } ?? "") are no character of \(name)."),
      advice: LocalizedText("元のデータのその文字を直してください。", "Mend the character in the source."))
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    (byte < 0x10 ? "0" : "") + String(byte, radix: 16, uppercase: true)
  }

  /// Nobody stated an encoding, and the file was taken for UTF-8 because its beginning is. Reading ends where it is
  /// not.
  static func notUTF8(at location: SourceLocation) -> Diagnostic {
    .error(
      "input.encoding.ended", at: location,
      LocalizedText(
        "ここにUTF-8でないバイトがあります。ここから先は読みません。", "A byte here is not UTF-8. Nothing from here on is read."),
      advice: LocalizedText(
        "--encoding で文字コードを指定してください。utf-8 を指定すれば、この行だけを拒否して先へ進みます。",
        "State the encoding with --encoding; with utf-8 only this record is refused."))
  }

  /// The file is not JSON from here on, and it cannot be known where a next record would begin.
  static func brokenJSON(_ message: LocalizedText, at location: SourceLocation) -> Diagnostic {
    .error(
      "input.json", at: location,
      LocalizedText(
        "JSONがここで壊れています。\(message.japanese)ここから先は読みません。",
        "The JSON is broken here. \(message.english) Nothing from here on is read."),
      advice: LocalizedText("ファイルを直してください。", "Mend the file."))
  }

  /// One record is not JSON, but the next can be found.
  static func brokenRecord(_ message: LocalizedText, at location: SourceLocation) -> Diagnostic {
    .error("row.json", at: location, message)
  }

  /// Two columns or keys of the record have a value for the same field.
  static func fieldTwice(at location: SourceLocation) -> Diagnostic {
    .error(
      "row.field.twice", at: location, LocalizedText("同じ項目に値が二つあります。", "Two columns give a value for the same field."),
      advice: LocalizedText("一方を空にしてください。", "Leave one of them empty."))
  }

  /// - Parameter expected: what must stand there, "an object ({ … })".
  static func wrongShape(_ expected: LocalizedText, at location: SourceLocation) -> Diagnostic {
    .error(
      "row.shape", at: location, LocalizedText("ここには\(expected.japanese)を書きます。", "This must be \(expected.english)."))
  }

  /// The key is the mask that rejects write instead of it.
  ///
  /// - Parameter hasKeyTable: whether `--keys-from` was given.
  static func keyMasked(hasKeyTable: Bool, at location: SourceLocation) -> Diagnostic {
    .error(
      "row.key.masked", at: location, LocalizedText("認証キーが伏せられたままです。", "The key is still masked."),
      advice: hasKeyTable
        ? LocalizedText(
          "--keys-from の入力に、この保証契約番号と変更回数の認証キーが（一通りには）ありません。",
          "The input of --keys-from has no (single) key for this contract number and change count.")
        : LocalizedText("もとの入力を --keys-from に指定してください。", "Give the original input as --keys-from."))
  }

  /// A NUL stands in the record. The sentence says where, since no editor shows it.
  static func nul(at location: SourceLocation) -> Diagnostic {
    let (line, byte) = (location.line ?? 0, location.byte ?? 0)
    return .error(
      "row.nul", at: location,
      LocalizedText(
        "\(line)行目、ファイルの先頭から\(byte)バイトの所にNUL文字があります。", "A NUL stands in line \(line), at byte \(byte) of the file."),
      advice: LocalizedText("元のデータのその所を直してください。", "Mend that place in the source."))
  }

  /// The end-of-file mark of CP/M and MS-DOS stood at the end.
  static func endMark(at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .note, "input.endMark", at: location,
      LocalizedText("末尾のファイル終端文字（1A）を読み飛ばしました。", "The end-of-file character (1A) at the end was passed over."))
  }

  /// A text of a rejected record in which something was masked.
  static func textMasked(at location: SourceLocation) -> Diagnostic {
    .error(
      "row.text.masked", at: location, LocalizedText("伏せた所が残っています。", "Something in this value is still masked."),
      advice: LocalizedText(
        "もとの入力を見て、この欄の正しい値を書いてください。認証キーは認証キーの欄だけに書きます。",
        "Look at the original input and write this cell's right value. The key is written in its own cell only."))
  }

  static func tooManyMembers(limit: Int, at location: SourceLocation) -> Diagnostic {
    .error("row.members", at: location, LocalizedText("構成員は\(limit)者までです。", "A venture has at most \(limit) members."))
  }

  static func noRecords(at location: SourceLocation) -> Diagnostic {
    .warning(
      "input.noRecords", at: location, LocalizedText("記録が一件もありません。", "There is not a single record."),
      advice: LocalizedText(
        "発行するものはありません。入力がこれでよいか確かめてください。", "Nothing is issued. Check that this is the input you meant."))
  }

  /// Records that do not fulfil the conditions of a mapping.
  static func unwantedRecords(_ count: Int, at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .note, "input.rows.unwanted", at: location,
      LocalizedText(
        "対応表の条件（where）に合わない記録を\(count)件読み飛ばしました。",
        "\(count) records that do not fulfil the mapping's conditions (where) were passed over."))
  }

  /// The heading row stands among the records again.
  static func repeatedHeadings(at location: SourceLocation) -> Diagnostic {
    .error(
      "row.headings", at: location,
      LocalizedText("見出しの行がもう一度あります。記録ではありません。", "The heading row stands here again; it is no record."),
      advice: LocalizedText(
        "取り除くか、対応表の notRecords に \"headings\" と書いてください。",
        "Remove it, or write \"headings\" under notRecords in a mapping."))
  }

  /// Rows of nothing but commas, as spreadsheets leave them behind the last record.
  static func emptyRows(_ count: Int, at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .note, "input.emptyRows", at: location,
      LocalizedText("値が一つもない行を\(count)行読み飛ばしました。", "\(count) rows without a single value were passed over."))
  }
}
