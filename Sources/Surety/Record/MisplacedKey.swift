import Diagnostics
import Fields

/// What is said of a value that has a key in it, or what may be one, outside the key's own field. The value itself is
/// never quoted.
enum MisplacedKey {
  /// - Parameters:
  ///   - isPart: whether the key was split over neighbouring cells.
  ///   - otherFault: why the value cannot be read besides. Its sentence may quote the value.
  static func diagnostic(
    _ trace: KeyForm.Trace, isPart: Bool, at location: SourceLocation, otherFault: ReadingFault? = nil
  ) -> Diagnostic {
    if isPart { return .error("record.key.split", at: location, split, advice: advice) }
    switch trace {
    case .whole: return .error("record.key.misplaced", at: location, misplaced, advice: advice)
    case .damaged: return .error("record.key.damaged", at: location, damaged, advice: advice)
    case .suspected:
      if let otherFault {
        return .error(otherFault.code, at: location, unreadable, advice: hidden)
      }
      return .warning(suspectedCode, at: location, suspected, advice: hidden)
    }
  }

  static let suspectedCode = "record.key.suspected"

  private static let misplaced = LocalizedText(
    "認証キーの形をした値があります。", "A value here has the form of the authentication key.")
  private static let damaged = LocalizedText(
    "1文字だけ欠けたか違う、認証キーの形をした値があります。",
    "A value here has the form of the authentication key but for one character.")
  private static let split = LocalizedText(
    "隣り合う欄の値を続けると、認証キーの形になります。",
    "The values of this cell and of its neighbours together have the form of the authentication key.")
  private static let suspected = LocalizedText(
    "認証キーかもしれない値があります。", "A value here may be the authentication key, or something else of its length.")
  private static let unreadable = LocalizedText(
    "値が読めません。認証キーかもしれないので、値はここに示しません。",
    "The value cannot be read. It may be the authentication key and is therefore not shown.")

  private static let advice = LocalizedText(
    "欄が入れ替わっていないか、列がずれていないか、元のデータで確かめてください。認証キーは認証キーの欄だけに書きます。値はここに示しません。",
    "Look in the source for swapped cells or a shifted row. The key is written in its own cell only. It is not shown here."
  )
  private static let hidden = LocalizedText(
    "元のデータで確かめてください。記録の写しとログでは値を伏せます。",
    "Check it in the source. It is masked in rejects and logs.")
}
