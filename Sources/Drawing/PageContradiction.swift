import Diagnostics

/// How a page contradicts itself, so that it cannot be drawn. Layout makes no such page.
package enum PageContradiction: Sendable, Hashable {
  case noPage
  case textInFigure
  case textAmongShapes
  /// The modules of a QR code do not fill its square.
  case modules
  /// An image has not as many pixels as its sides say.
  case pixels
  /// The clusters of a run do not have the run's glyphs and characters.
  case clusters

  /// What ends the sentence that the page cannot be drawn.
  var text: LocalizedText {
    switch self {
    case .noPage: LocalizedText("頁がない", "there is no page")
    case .textInFigure: LocalizedText("図の中に文字がある", "there is text in a figure")
    case .textAmongShapes: LocalizedText("図形の中に文字がある", "there is text among shapes")
    case .modules: LocalizedText("二次元コードが正方形でない", "the modules of a code are no square")
    case .pixels: LocalizedText("画像の画素が足りないか余る", "the pixels of an image do not fill it")
    case .clusters: LocalizedText("文字と字形の数が合わない", "the clusters of a run do not add up")
    }
  }
}
