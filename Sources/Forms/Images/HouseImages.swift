import Diagnostics
import Layout
import Typesetting

/// The pictures of Templates/house. Each is decoded when the first form asks for it.
final class HouseImages {
  private let files: [String: [UInt8]]
  private var decoded: [String: Result<PixelImage, PNGFault>] = [:]

  /// - Parameter files: the bytes of the PNG files by their names, as a form writes them: `seal.png`.
  init(files: [String: [UInt8]]) {
    self.files = files
  }

  /// The names that a form can write.
  var names: [String] { files.keys.sorted() }

  /// The picture, or why it cannot be shown; nil when there is none of this name.
  func image(named name: String) -> Result<PixelImage, PNGFault>? {
    if let image = decoded[name] { return image }
    guard let bytes = files[name] else { return nil }
    let image = Result { () throws(PNGFault) in try PNGReader.read(bytes) }
    decoded[name] = image
    return image
  }
}

/// Why a file of Templates/house is no picture that a form can show.
enum PNGFault: Error, Sendable, Hashable {
  /// The file does not begin as a PNG does.
  case notPNG
  /// A length, checksum or compressed stream is wrong; the chunk in which it was found.
  case damaged(chunk: String)
  /// Rows in seven passes (Adam7), which the reader does not know.
  case interlaced
  case tooLarge(width: Int, height: Int)

  /// What follows "The picture cannot be used:" in a message.
  var reason: LocalizedText {
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
