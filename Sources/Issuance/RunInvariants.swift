import Diagnostics

/// What must agree when a run has ended: the records that were read with what became of them, and the papers in the
/// folder with manifest and register. A disagreement ends the run with exit status 70.
package struct RunInvariants: Sendable, Hashable {
  /// What a run finds in its output folder at its end.
  struct Folder: Sendable, Hashable {
    var path: String
    /// Papers that stand in the folder.
    var files: Int
    /// Lines of its manifest.
    var lines: Int
  }

  var counts: RunCounts
  var end: RunReport.End
  /// Papers that this process made; 0 without a register.
  var made = 0
  /// Rows that it entered in the register.
  var entered = 0
  /// Nil when nothing was written.
  var folder: Folder?

  /// What does not agree; empty when all is well.
  var problems: [Diagnostic] {
    var problems: [Diagnostic] = []
    if !counts.addUp || (end == .complete && counts.unread != 0) {
      problems.append(
        .error(
          "run.counts",
          LocalizedText("読んだ件数と、発行・拒否した件数の合計が合いません。", "The records read are not the sum of those issued and rejected."),
          advice: LocalizedText("出力フォルダとログを残して、報告してください。", "Keep the folder and the log, and report this.")))
    }
    if made != entered {
      problems.append(
        .error(
          "run.rows",
          LocalizedText(
            "作った書類は\(made)通、発行簿に記録したのは\(entered)通です。",
            "\(made) papers were made, and \(entered) entered in the register."),
          advice: LocalizedText("出力フォルダとログを残して、報告してください。", "Keep the folder and the log, and report this.")))
    }
    if let folder, folder.files != folder.lines {
      problems.append(
        .error(
          "run.files", at: SourceLocation(file: folder.path),
          LocalizedText(
            "フォルダにある書類は\(folder.files)通、目録にあるのは\(folder.lines)通です。",
            "\(folder.files) papers stand in the folder, and \(folder.lines) in its manifest."),
          advice: LocalizedText(
            "shosho verify \(folder.path)で、足りないものと余分なものを確かめてください。",
            "shosho verify \(folder.path) names what is missing and what is extra.")
        ))
    }
    return problems
  }
}
