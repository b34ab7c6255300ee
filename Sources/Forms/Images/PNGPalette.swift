/// PLTE and tRNS (ISO/IEC 15948, 11.2.3 and 11.3.2): the colours of a palette, and what of a picture without alpha is seen through.
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

  /// Red, green, blue and alpha of an entry, or nil when the palette has fewer.
  subscript(index: Int) -> SIMD4<UInt8>? {
    guard index * 3 + 2 < colours.count else { return nil }
    let alpha = index < transparency.count ? transparency[index] : 255
    return SIMD4(colours[index * 3], colours[index * 3 + 1], colours[index * 3 + 2], alpha)
  }

  /// The samples of the one colour that is seen through; nil when none is, or when the picture says so by alpha.
  func hiddenSamples(_ kind: PNGHeader.Kind) -> (Int, Int, Int)? {
    func sample(_ index: Int) -> Int { Int(transparency[index * 2]) << 8 | Int(transparency[index * 2 + 1]) }
    switch kind {
    case .grey where transparency.count == 2: return (sample(0), sample(0), sample(0))
    case .colour where transparency.count == 6: return (sample(0), sample(1), sample(2))
    default: return nil
    }
  }
}
