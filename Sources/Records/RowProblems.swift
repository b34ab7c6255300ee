import Diagnostics

/// What a reader may find wrong with one record. None of these sentences quotes a cell, for the cell may be the key.
extension Diagnostic {
  /// The number of cells is not that of the headings.
  static func columnCount(_ found: Int, expected: Int, at place: Place) -> Diagnostic {
    .error(
      "row.columns", at: place,
      Words("列の数が見出しと違います（見出し\(expected)列、この行\(found)列）。", "The row has \(found) columns, the headings \(expected)."),
      advice: Words(
        "値の中のコンマや改行は \" で囲んでください。", "Put values that hold commas or line breaks between quotation marks."))
  }

  static func bareQuote(at place: Place) -> Diagnostic {
    .error(
      "row.quote.bare", at: place,
      Words("\" で囲まれていない値の中に \" があります。", "A quotation mark stands inside a value that does not begin with one."),
      advice: Words("値を \" で囲み、中の \" は二つ重ねてください。", "Put the value between quotation marks and double those inside."))
  }

  static func textAfterQuote(at place: Place) -> Diagnostic {
    .error(
      "row.quote.after", at: place, Words("閉じる \" の後に文字があります。", "Something follows a closing quotation mark."),
      advice: Words("値の中の \" は二つ重ねてください。", "Double quotation marks inside a value."))
  }

  /// The input ends inside a record.
  static func cut(at place: Place) -> Diagnostic {
    .error(
      "row.cut", at: place, Words("ファイルがこの記録の途中で終わっています。", "The file ends in the middle of this record."),
      advice: Words("送り手のファイルと大きさを比べ、受け取り直してください。", "Compare its size with the sender's and fetch it again."))
  }

  static func fieldTooLong(at place: Place) -> Diagnostic {
    .error("row.field.long", at: place, Words("1 MiBを超える値があります。", "A value is longer than 1 MiB."))
  }

  static func rowTooLong(at place: Place) -> Diagnostic {
    .error("row.long", at: place, Words("一件が4 MiBを超えています。", "The record is longer than 4 MiB."))
  }

  /// - Parameter bytes: nil where they must not be shown.
  static func unmapped(_ bytes: ArraySlice<UInt8>?, _ encoding: TextEncoding, at place: Place) -> Diagnostic {
    let hex = bytes?.map(Self.hexadecimal).joined(separator: " ")
    let name = encoding.rawValue
    return .error(
      "row.encoding", at: place,
      Words(
        "\(name)の文字ではないバイト\(hex.map { "（\($0)）" } ?? "")があります。", "Bytes\(hex.map { " (\($0))" } ?? "") are no character of \(name)."),
      advice: Words("元のデータのその文字を直してください。", "Mend the character in the source."))
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    (byte < 0x10 ? "0" : "") + String(byte, radix: 16, uppercase: true)
  }

  /// The file was taken for UTF-8 because all of it was, up to here.
  static func notUTF8(at place: Place) -> Diagnostic {
    .error(
      "input.encoding.ended", at: place,
      Words(
        "ここにUTF-8でないバイトがあります。ここから先は読みません。", "A byte here is not UTF-8. Nothing from here on is read."),
      advice: Words(
        "--encoding で文字コードを指定してください。utf-8 を指定すれば、この行だけを拒否して先へ進みます。",
        "State the encoding with --encoding; with utf-8 only this record is refused."))
  }

  /// The file stops being JSON, so that it is not known where a next record would begin.
  static func brokenJSON(_ words: Words, at place: Place) -> Diagnostic {
    .error(
      "input.json", at: place,
      Words("JSONがここで壊れています。\(words.japanese)ここから先は読みません。", "The JSON is broken here. \(words.english) Nothing from here on is read."),
      advice: Words("ファイルを直してください。", "Mend the file."))
  }

  /// One record is not JSON; the next can be found all the same.
  static func brokenRecord(_ words: Words, at place: Place) -> Diagnostic {
    .error("row.json", at: place, words)
  }

  /// Two columns or keys give the same field.
  static func fieldTwice(at place: Place) -> Diagnostic {
    .error(
      "row.field.twice", at: place, Words("同じ項目に値が二つあります。", "Two columns give a value for the same field."),
      advice: Words("一方を空にしてください。", "Leave one of them empty."))
  }

  static func wrongShape(_ wanted: Words, at place: Place) -> Diagnostic {
    .error("row.shape", at: place, Words("ここには\(wanted.japanese)を書きます。", "This must be \(wanted.english)."))
  }

  static func keyMasked(hasRing: Bool, at place: Place) -> Diagnostic {
    .error(
      "row.key.masked", at: place, Words("認証キーが伏せられたままです。", "The key is still masked."),
      advice: hasRing
        ? Words(
          "--keys-from の入力に、この保証契約番号と変更回数の認証キーが（一通りには）ありません。",
          "The input of --keys-from has no (single) key for this contract number and change count.")
        : Words("もとの入力を --keys-from に指定してください。", "Give the original input as --keys-from."))
  }

  static func tooManyMembers(limit: Int, at place: Place) -> Diagnostic {
    .error("row.members", at: place, Words("構成員は\(limit)者までです。", "A venture has at most \(limit) members."))
  }

  static func noRecords(at place: Place) -> Diagnostic {
    .warning(
      "input.noRecords", at: place, Words("記録が一件もありません。", "There is not a single record."),
      advice: Words("発行するものはありません。入力がこれでよいか確かめてください。", "Nothing is issued. Check that this is the input you meant."))
  }

  static func emptyRows(_ count: Int, at place: Place) -> Diagnostic {
    Diagnostic(
      .note, "input.emptyRows", at: place,
      Words("値が一つもない行を\(count)行読み飛ばしました。", "\(count) rows without a single value were passed over."))
  }
}
