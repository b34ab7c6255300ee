/// What IHDR says (ISO/IEC 15948, 11.2.2).
struct PNGHeader {
  /// The colour types and the depths that each may have.
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
  /// Bits of a sample.
  let depth: Int
  let kind: Kind

  init(_ data: ArraySlice<UInt8>) throws(PNGFault) {
    guard data.count == 13 else { throw .damaged(chunk: "IHDR") }
    let start = data.startIndex
    width = PNGChunks.number(data[start..<start + 4])
    height = PNGChunks.number(data[start + 4..<start + 8])
    depth = Int(data[start + 8])
    guard let kind = Kind(rawValue: data[start + 9]), kind.depths.contains(depth), width > 0, height > 0,
      width <= Int(Int32.max), height <= Int(Int32.max), data[start + 10] == 0, data[start + 11] == 0
    else { throw .damaged(chunk: "IHDR") }
    self.kind = kind
    guard data[start + 12] == 0 else { throw data[start + 12] == 1 ? .interlaced : .damaged(chunk: "IHDR") }
    // Both are below 2³¹: the product fits.
    guard width * height <= PNGReader.pixelLimit else { throw .tooLarge(width: width, height: height) }
  }

  /// Bytes of a row without its filter's number.
  var rowBytes: Int { (width * kind.channels * depth + 7) / 8 }
  /// Bytes from one pixel to the next, at least one: what the filters look back by.
  var pixelBytes: Int { max(1, kind.channels * depth / 8) }
}
