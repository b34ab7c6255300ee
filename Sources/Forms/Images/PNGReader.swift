import CDeflate
import Layout
import Typesetting

/// Reads a PNG into pixels: every colour type and depth, not interlaced, up to four megapixels, checksums and lengths held to.
///
/// Colours are taken as sRGB whatever profile the file names, for the papers' output intent is sRGB.
enum PNGReader {
  static let pixelLimit = 4_000_000

  static func read(_ bytes: [UInt8]) throws(PNGFault) -> PixelImage {
    var chunks = try PNGChunks(bytes)
    let first = try chunks.next()
    guard first.type == "IHDR" else { throw .damaged(chunk: "IHDR") }
    let header = try PNGHeader(first.data)
    var palette = PNGPalette()
    var packed: [UInt8] = []
    while true {
      let (type, data) = try chunks.next()
      switch type {
      case "PLTE": try palette.setColours(data)
      case "tRNS": palette.setTransparency(data)
      case "IDAT": packed += data
      case "IEND":
        if header.kind == .palette, palette.isEmpty { throw .damaged(chunk: "PLTE") }
        let rows = try PNGRows(header, expanding: packed)
        return PixelImage(width: header.width, height: header.height, pixels: try rows.pixels(palette))
      // What a reader must know to show the picture has a capital first letter (5.4).
      case let other where other.utf8.first.map { 0x41...0x5A ~= $0 } ?? true: throw .damaged(chunk: other)
      default: break
      }
    }
  }
}
