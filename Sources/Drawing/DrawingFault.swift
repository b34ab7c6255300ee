package import Diagnostics
package import PDFSyntax
package import Typesetting

/// Why pages could not be drawn.
package enum DrawingFault: Error, Sendable, Hashable {
  /// A font could not be made or opened; `during` names the step.
  case face(FaceID, during: String)
  /// Cairo's status after drawing, in its own words.
  case cairo(String)
  /// What Cairo wrote is no PDF, or has something that no page of this program is drawn with.
  case drawnFile(PDFFault)
  /// A page that contradicts itself, such as text with the tag of a figure.
  case page(PageContradiction)
  /// Something would be cut off at the edge of a page, counted from 1: its text, or empty for a shape.
  case beyondPage(Int, String)

  /// Whether the cause is in a record or a form, and not in the program or its installation.
  package var isOfContent: Bool { if case .beyondPage = self { true } else { false } }

  package var diagnostic: Diagnostic {
    switch self {
    case .face(let face, let step):
      .error(
        "drawing.face",
        LocalizedText(
          "書体（番号 \(face.index)）を描画用に準備できません（\(step)）。",
          "Face number \(face.index) cannot be prepared for drawing (\(step))."),
        advice: LocalizedText("フォントファイルを入れ直してください。", "Install the font files again."))
    case .cairo(let status):
      .error(
        "drawing.cairo", LocalizedText("描画ライブラリが失敗しました（\(status)）。", "The drawing library failed (\(status))."),
        advice: LocalizedText("空きメモリを確かめてもう一度実行してください。", "Check that memory is free and run again."))
    case .drawnFile(let fault):
      .error(
        "drawing.file",
        LocalizedText(
          "描画ライブラリの書いたものを読めません。\(fault.message.japanese)",
          "What the drawing library wrote cannot be read. \(fault.message.english)"))
    case .page(let contradiction):
      .error(
        "drawing.page",
        LocalizedText(
          "組み上がった頁を描けません（\(contradiction.text.japanese)）。",
          "The laid-out page cannot be drawn: \(contradiction.text.english)."))
    case .beyondPage(let page, let text):
      text.isEmpty
        ? .error(
          "drawing.beyond",
          LocalizedText("\(page) 頁の図形が用紙からはみ出します。", "A shape on page \(page) reaches beyond the paper."))
        : .error(
          "drawing.beyond",
          LocalizedText("\(page) 頁の「\(text)」が用紙からはみ出します。", "“\(text)” on page \(page) reaches beyond the paper."))
    }
  }
}
