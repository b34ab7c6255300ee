/// What was done to data before they were packed, undone: the PNG predictors of ISO 32000-1 7.4.4.4, which others use for their
/// cross-reference streams. Nothing of ours needs them.
struct Predictor {
  private let columns: Int

  /// - Parameter parameters: the stream's /DecodeParms.
  /// - Throws: for any other predictor, and for rows of other than bytes.
  init(_ parameters: PDFDictionary) throws(PDFFault) {
    func integer(_ key: StaticString, else standard: Int) throws(PDFFault) -> Int {
      try parameters[key].map { value throws(PDFFault) in try value.integer() } ?? standard
    }
    let (kind, colours, bits) = (
      try integer("Predictor", else: 1), try integer("Colors", else: 1), try integer("BitsPerComponent", else: 8)
    )
    columns = try integer("Columns", else: 1)
    guard 10...15 ~= kind, colours == 1, bits == 8, 1...1 << 16 ~= columns else {
      throw PDFFault(.unexpected("predictor other than PNG's over bytes"), at: parameters.range.lowerBound)
    }
  }

  /// Each row begins with a byte that says by what it was predicted.
  func undone(_ data: [UInt8], at offset: Int) throws(PDFFault) -> [UInt8] {
    guard data.count % (columns + 1) == 0 else { throw PDFFault(.stream("rows of \(columns) bytes"), at: offset) }
    var result: [UInt8] = []
    result.reserveCapacity(data.count)
    var above = [UInt8](repeating: 0, count: columns)
    var row = above
    for start in stride(from: 0, to: data.count, by: columns + 1) {
      for column in 0..<columns {
        let (left, up, corner) = (column > 0 ? row[column - 1] : 0, above[column], column > 0 ? above[column - 1] : 0)
        let predicted: UInt8
        switch data[start] {
        case 0: predicted = 0
        case 1: predicted = left
        case 2: predicted = up
        case 3: predicted = UInt8((Int(left) + Int(up)) / 2)
        case 4: predicted = Self.paeth(Int(left), Int(up), Int(corner))
        default: throw PDFFault(.stream("row predicted by \(data[start])"), at: offset)
        }
        row[column] = data[start + 1 + column] &+ predicted
      }
      result += row
      above = row
    }
    return result
  }

  /// Whichever of the three is nearest to left + up − corner.
  private static func paeth(_ left: Int, _ up: Int, _ corner: Int) -> UInt8 {
    let (byLeft, byUp, byCorner) = (abs(up - corner), abs(left - corner), abs(left + up - 2 * corner))
    if byLeft <= byUp, byLeft <= byCorner { return UInt8(left) }
    return UInt8(byUp <= byCorner ? up : corner)
  }
}
