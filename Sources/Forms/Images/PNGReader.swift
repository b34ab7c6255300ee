import CDeflate
import Layout
import Typesetting

/// Reads a PNG (ISO/IEC 15948) into pixels: every colour type and bit depth, but no interlaced file. All lengths and
/// checksums must hold.
///
/// A file is a signature and then chunks (`PNGChunks`). The first one is the header (`PNGHeader`); the data of all IDAT
/// chunks together is one compressed stream of rows, which `PNGPixels` expands into pixels.
///
/// Colours are taken as sRGB, whatever profile the file names, because the output intent of the papers is sRGB.
enum PNGReader {
  /// Four megapixels: 85 mm square at 600 dpi, which is finer than a paper is printed, and 16 MB in memory.
  static let pixelLimit = 4_000_000

  /// - Returns: the picture as RGBA with eight bits a channel.
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
        let pixels = try PNGPixels(header, expanding: packed).rgba(palette)
        return PixelImage(width: header.width, height: header.height, pixels: pixels)
      // A chunk without which the picture cannot be shown rightly has a capital first letter (5.4).
      case let other where other.utf8.first.map { 0x41...0x5A ~= $0 } ?? true: throw .damaged(chunk: other)
      default: break
      }
    }
  }

  fileprivate static func bigEndian(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reduce(0) { $0 << 8 | Int($1) }
  }
}

/// The chunks of a PNG (ISO/IEC 15948, 5.3): each is a length, a type, data and a checksum.
private struct PNGChunks {
  private let bytes: [UInt8]
  private var position: Int

  private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  init(_ bytes: [UInt8]) throws(PNGFault) {
    guard bytes.starts(with: Self.signature) else { throw .notPNG }
    self.bytes = bytes
    position = Self.signature.count
  }

  /// The next chunk, after its checksum has been found right.
  mutating func next() throws(PNGFault) -> (type: String, data: ArraySlice<UInt8>) {
    guard bytes.count - position >= 12 else { throw .damaged(chunk: "IEND") }
    let length = PNGReader.bigEndian(bytes[position..<position + 4])
    let name = bytes[position + 4..<position + 8]
    let type = String(decoding: name.allSatisfy { 0x41...0x7A ~= $0 } ? name : [0x3F], as: UTF8.self)
    guard length <= bytes.count - position - 12 else { throw .damaged(chunk: type) }
    let data = position + 8..<position + 8 + length
    let checksum = bytes[position + 4..<data.upperBound].withUnsafeBytes { cdeflate_crc32($0.baseAddress, $0.count) }
    guard Int(checksum) == PNGReader.bigEndian(bytes[data.upperBound..<data.upperBound + 4]) else {
      throw .damaged(chunk: type)
    }
    position = data.upperBound + 4
    return (type, bytes[data])
  }
}

/// The header chunk IHDR (ISO/IEC 15948, 11.2.2).
struct PNGHeader {
  /// The colour types by their numbers in the file.
  enum Kind: UInt8 {
    case grey = 0
    case colour = 2
    case palette = 3
    case greyWithAlpha = 4
    case colourWithAlpha = 6

    var channels: Int {
      switch self {
      case .grey, .palette: 1
      case .greyWithAlpha: 2
      case .colour: 3
      case .colourWithAlpha: 4
      }
    }

    /// The bit depths that the type may have.
    fileprivate var depths: [Int] {
      switch self {
      case .grey: [1, 2, 4, 8, 16]
      case .palette: [1, 2, 4, 8]
      case .colour, .greyWithAlpha, .colourWithAlpha: [8, 16]
      }
    }
  }

  let width: Int
  let height: Int
  /// Bits of a sample, that is of one channel of one pixel.
  let depth: Int
  let kind: Kind

  init(_ data: ArraySlice<UInt8>) throws(PNGFault) {
    guard data.count == 13 else { throw .damaged(chunk: "IHDR") }
    let start = data.startIndex
    width = PNGReader.bigEndian(data[start..<start + 4])
    height = PNGReader.bigEndian(data[start + 4..<start + 8])
    depth = Int(data[start + 8])
    guard let kind = Kind(rawValue: data[start + 9]), kind.depths.contains(depth), width > 0, height > 0,
      width <= Int(Int32.max), height <= Int(Int32.max), data[start + 10] == 0, data[start + 11] == 0
    else { throw .damaged(chunk: "IHDR") }
    self.kind = kind
    guard data[start + 12] == 0 else { throw data[start + 12] == 1 ? .interlaced : .damaged(chunk: "IHDR") }
    // Both are below 2³¹, so that the product cannot overflow.
    guard width * height <= PNGReader.pixelLimit else { throw .tooLarge(width: width, height: height) }
  }

  /// Bytes of a row, without the filter type before it.
  var rowBytes: Int { (width * kind.channels * depth + 7) / 8 }
  /// Bytes from one pixel to the next, at least one: how far filters look back.
  var pixelBytes: Int { max(1, kind.channels * depth / 8) }
}
