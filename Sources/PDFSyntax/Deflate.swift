import CDeflate

/// FlateDecode (ISO 32000-1 7.4.4): zlib data, written and read by libdeflate.
package enum Deflate {
  /// How many bytes one stream may expand to where the caller sets no limit: 256 MiB, far more than any paper needs, and
  /// little enough to hold in memory.
  package static let standardLimit = 1 << 28

  package static func expand(_ bytes: [UInt8], _ range: Range<Int>, limit: Int = standardLimit) throws(PDFFault)
    -> [UInt8]
  {
    var cost = 0
    return try expand(bytes, range, limit: limit, cost: &cost)
  }

  /// - Parameter cost: how many bytes may have been written in the last attempt, also where it failed: data that are
  ///   damaged in their last byte cost as much as sound ones.
  static func expand(_ bytes: [UInt8], _ range: Range<Int>, limit: Int, cost: inout Int) throws(PDFFault) -> [UInt8] {
    let limit = min(limit, standardLimit)
    var room = min(limit, max(1 << 12, range.count * 4))
    while true {
      cost = room
      var written = 0
      var status: Int32 = 0
      let result = [UInt8](unsafeUninitializedCapacity: room) { output, count in
        status = bytes.withUnsafeBytes { input in
          cdeflate_expand(
            UnsafeRawBufferPointer(rebasing: input[range]).baseAddress, range.count, output.baseAddress, room, &written)
        }
        count = status == 0 ? written : 0
      }
      switch status {
      case 0: return result
      case 2 where room < limit: room = min(limit, room * 4)
      case 2: throw PDFFault(.tooLong(limit), at: range.lowerBound)
      default: throw PDFFault(.stream("zlib"), at: range.lowerBound)
      }
    }
  }

  /// - Parameter level: of libdeflate, 1 (fast) to 12 (small).
  package static func compress(_ bytes: [UInt8], level: Int32) throws(PDFFault) -> [UInt8] {
    try compress(bytes[...], level: level)
  }

  package static func compress(_ bytes: ArraySlice<UInt8>, level: Int32) throws(PDFFault) -> [UInt8] {
    let room = cdeflate_bound(bytes.count)
    let result = [UInt8](unsafeUninitializedCapacity: room) { output, count in
      count = bytes.withUnsafeBytes { input in
        cdeflate_compress(input.baseAddress, input.count, output.baseAddress, room, level)
      }
    }
    guard !result.isEmpty else { throw PDFFault(.stream("no memory"), at: 0) }
    return result
  }

  package static func crc32(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.withUnsafeBytes { cdeflate_crc32($0.baseAddress, $0.count) }
  }
}

/// Undoes the PNG predictors of ISO 32000-1 7.4.4.4. Many programs apply them to cross-reference streams, which then
/// compress better. This program writes no predictors; it needs them to read files that other programs have written.
struct Predictor {
  private let columns: Int

  /// - Parameter parameters: the stream's /DecodeParms.
  /// - Throws: for any other predictor, and for samples that are not one byte each.
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

  /// The data before prediction. Each row begins with a byte that names its predictor.
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

  /// PNG's Paeth predictor: whichever of the three is nearest to left + up − corner.
  private static func paeth(_ left: Int, _ up: Int, _ corner: Int) -> UInt8 {
    let (byLeft, byUp, byCorner) = (abs(up - corner), abs(left - corner), abs(left + up - 2 * corner))
    if byLeft <= byUp, byLeft <= byCorner { return UInt8(left) }
    return UInt8(byUp <= byCorner ? up : corner)
  }
}
