import Diagnostics

/// Why a file of Templates/house is no picture that a form can show.
enum PNGFault: Error, Sendable, Hashable {
  /// The file does not begin as a PNG does.
  case notPNG
  /// A length, checksum or stream inside does not hold; the chunk in which it was found.
  case damaged(chunk: String)
  /// Rows in seven passes (Adam7).
  case interlaced
  case tooLarge(width: Int, height: Int)

  var words: LocalizedText {
    switch self {
    case .notPNG: LocalizedText("PNGではありません", "it is no PNG")
    case .damaged(let chunk): LocalizedText("壊れています（\(chunk)）", "it is damaged (\(chunk))")
    case .interlaced: LocalizedText("インターレースのPNGです", "it is interlaced")
    case .tooLarge(let width, let height):
      LocalizedText(
        "\(width)×\(height)画素で、上限の\(PNGReader.pixelLimit / 1_000_000)00万画素を超えます",
        "it has \(width) × \(height) pixels, more than \(PNGReader.pixelLimit / 1_000_000) megapixels")
    }
  }

  var advice: LocalizedText {
    switch self {
    case .notPNG, .damaged: LocalizedText("PNGで書き出し直してください。", "Export it as a PNG again.")
    case .interlaced: LocalizedText("インターレースなしで書き出してください。", "Export it without interlacing.")
    case .tooLarge: LocalizedText("印刷する大きさの600dpiまで縮めてください。", "Scale it down to 600 dpi at its printed size.")
    }
  }
}
