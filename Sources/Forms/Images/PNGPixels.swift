import CDeflate

/// The pixels of a PNG (ISO/IEC 15948, 9 and 10): the compressed stream is expanded, each row's filter is undone, and
/// samples of any kind and depth become RGBA.
struct PNGPixels {
  private let header: PNGHeader
  /// The unfiltered rows, one after the other.
  private let rows: [UInt8]

  init(_ header: PNGHeader, expanding packed: [UInt8]) throws(PNGFault) {
    self.header = header
    let size = (header.rowBytes + 1) * header.height
    var status: Int32 = 0
    let filtered = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      status = packed.withUnsafeBytes { cdeflate_expand($0.baseAddress, $0.count, buffer.baseAddress, size, &count) }
      if status != 0 { count = 0 }
    }
    guard filtered.count == size else { throw .damaged(chunk: "IDAT") }
    rows = try Self.unfiltered(filtered, header)
  }

  /// Undoes the filter of each row, whose type is the byte before it: it was subtracted from the bytes as a prediction
  /// from their neighbours (9.2).
  private static func unfiltered(_ filtered: [UInt8], _ header: PNGHeader) throws(PNGFault) -> [UInt8] {
    let (length, step) = (header.rowBytes, header.pixelBytes)
    var above = [UInt8](repeating: 0, count: length)
    var row = above
    var result: [UInt8] = []
    result.reserveCapacity(length * header.height)
    for y in 0..<header.height {
      let start = y * (length + 1)
      let filter = filtered[start]
      guard filter <= 4 else { throw .damaged(chunk: "IDAT") }
      for x in 0..<length {
        let left = x >= step ? row[x - step] : 0
        let prediction: UInt8 =
          switch filter {
          case 1: left
          case 2: above[x]
          case 3: UInt8((Int(left) + Int(above[x])) / 2)
          case 4: paeth(left, above[x], x >= step ? above[x - step] : 0)
          default: 0
          }
        row[x] = filtered[start + 1 + x] &+ prediction
      }
      result += row
      swap(&above, &row)
    }
    return result
  }

  /// The Paeth predictor (9.4): the one of left, above and upper left that is nearest to left + above − upper left.
  private static func paeth(_ left: UInt8, _ above: UInt8, _ corner: UInt8) -> UInt8 {
    let estimate = Int(left) + Int(above) - Int(corner)
    let (a, b, c) = (abs(estimate - Int(left)), abs(estimate - Int(above)), abs(estimate - Int(corner)))
    if a <= b, a <= c { return left }
    return b <= c ? above : corner
  }

  /// The pixels as RGBA, eight bits a channel.
  func rgba(_ palette: PNGPalette) throws(PNGFault) -> [UInt8] {
    let (kind, depth) = (header.kind, header.depth)
    let greatest = (1 << depth) - 1
    func eightBits(_ sample: Int) -> UInt8 { UInt8(depth == 16 ? sample >> 8 : sample * 255 / greatest) }
    let hasColour = kind == .colour || kind == .colourWithAlpha
    let hasAlpha = kind == .greyWithAlpha || kind == .colourWithAlpha
    let transparent = palette.transparentSamples(kind)
    var result: [UInt8] = []
    result.reserveCapacity(header.width * header.height * 4)
    for y in 0..<header.height {
      for x in 0..<header.width {
        let start = x * kind.channels
        let first = sample(start, row: y)
        if kind == .palette {
          guard let pixel = palette[first] else { throw .damaged(chunk: "PLTE") }
          result.append(pixel.x)
          result.append(pixel.y)
          result.append(pixel.z)
          result.append(pixel.w)
          continue
        }
        let (second, third) = hasColour ? (sample(start + 1, row: y), sample(start + 2, row: y)) : (first, first)
        result.append(eightBits(first))
        result.append(eightBits(second))
        result.append(eightBits(third))
        let isTransparent = transparent.map { $0 == (first, second, third) } ?? false
        result.append(hasAlpha ? eightBits(sample(start + kind.channels - 1, row: y)) : isTransparent ? 0 : 255)
      }
    }
    return result
  }

  /// A sample by its index in its row.
  private func sample(_ index: Int, row: Int) -> Int {
    let start = row * header.rowBytes
    switch header.depth {
    case 8: return Int(rows[start + index])
    case 16: return Int(rows[start + index * 2]) << 8 | Int(rows[start + index * 2 + 1])
    default:
      let bit = index * header.depth
      return Int(rows[start + bit / 8]) >> (8 - header.depth - bit % 8) & ((1 << header.depth) - 1)
    }
  }
}

/// The chunks PLTE and tRNS (ISO/IEC 15948, 11.2.3 and 11.3.2): the colours of a palette with their alpha, or the one
/// colour that is transparent in a picture without palette and alpha channel.
struct PNGPalette {
  private var colours: [UInt8] = []
  private var transparency: [UInt8] = []

  var isEmpty: Bool { colours.isEmpty }

  mutating func setColours(_ data: ArraySlice<UInt8>) throws(PNGFault) {
    guard isEmpty, !data.isEmpty, data.count.isMultiple(of: 3), data.count <= 768 else { throw .damaged(chunk: "PLTE") }
    colours = Array(data)
  }

  mutating func setTransparency(_ data: ArraySlice<UInt8>) {
    transparency = Array(data)
  }

  /// Red, green, blue and alpha of an entry; nil when the palette has fewer.
  subscript(index: Int) -> SIMD4<UInt8>? {
    guard index * 3 + 2 < colours.count else { return nil }
    let alpha = index < transparency.count ? transparency[index] : 255
    return SIMD4(colours[index * 3], colours[index * 3 + 1], colours[index * 3 + 2], alpha)
  }

  /// The samples of the transparent colour; nil when there is none, or when the picture has an alpha channel or a
  /// palette.
  func transparentSamples(_ kind: PNGHeader.Kind) -> (Int, Int, Int)? {
    func sample(_ index: Int) -> Int { Int(transparency[index * 2]) << 8 | Int(transparency[index * 2 + 1]) }
    switch kind {
    case .grey where transparency.count == 2: return (sample(0), sample(0), sample(0))
    case .colour where transparency.count == 6: return (sample(0), sample(1), sample(2))
    default: return nil
    }
  }
}
