import Diagnostics
import Layout
import Typesetting

/// The pictures of Templates/house, each decoded when the first form asks for it.
final class HouseImages {
  private let files: [String: [UInt8]]
  private var decoded: [String: Result<PixelImage, PNGFault>] = [:]

  /// - Parameter sources: the PNG files; a form calls each by its file's name, `seal.png`.
  init(_ sources: [FormSource]) {
    files = Dictionary(
      sources.map { (String($0.name.split(separator: "/").last ?? ""), $0.bytes) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The names that a form can write.
  var names: [String] { files.keys.sorted() }

  /// The picture, or nil when there is none of this name.
  func image(named name: String) -> Result<PixelImage, PNGFault>? {
    if let image = decoded[name] { return image }
    guard let bytes = files[name] else { return nil }
    let image = Result { () throws(PNGFault) in try PNGReader.read(bytes) }
    decoded[name] = image
    return image
  }
}
