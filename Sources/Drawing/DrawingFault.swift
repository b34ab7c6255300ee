package import Diagnostics
package import Typesetting

/// Why pages could not be drawn. The cause is in the program or in its installation, never in a record.
package enum DrawingFault: Error, Sendable, Hashable {
  /// A font could not be made or opened; `during` names the step.
  case face(FaceID, during: String)
  /// Cairo's status after drawing, in its own words.
  case cairo(String)
  /// A page that contradicts itself, such as text with the tag of a figure.
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
