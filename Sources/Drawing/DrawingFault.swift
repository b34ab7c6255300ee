package import Diagnostics
package import Typesetting

/// Why pages could not be drawn. All of them are our fault or the installation's, never the record's.
package enum DrawingFault: Error, Sendable, Hashable {
  /// A face could not be stripped or opened.
  case face(FaceID, during: String)
  /// Cairo's sticky status at the end, in its own words.
  case cairo(String)
  /// A page value that cannot be drawn, such as a figure tag on text.
  case page(String)

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
    case .page(let what):
      .error("drawing.page", LocalizedText("組み上がった頁を描けません（\(what)）。", "The laid-out page cannot be drawn (\(what))."))
    }
  }
}
