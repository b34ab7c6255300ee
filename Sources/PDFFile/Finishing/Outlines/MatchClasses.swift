/// Classes of values that share a code: lengths or distances of matches (RFC 1951 3.2.5).
struct MatchClasses: Sendable {
  /// The least value of each class, ascending, and how many bits tell the values of a class apart.
  private let least: [Int]
  private let bits: [UInt8]
  /// The class of each value, from 0 on.
  private let index: [UInt8]

  var range: ClosedRange<Int> { least[0]...index.count - 1 }

  /// - Parameters:
  ///   - first: the least value of all.
  ///   - single: how many classes hold one value; after them each second (or fourth) class holds twice as many values.
  ///   - step: how many classes have the same bits.
  ///   - last: the greatest value of all, which lengths give a class of its own.
  init(first: Int, single: Int, step: Int, count: Int, last: Int? = nil) {
    var (least, bits): ([Int], [UInt8]) = ([], [])
    var value = first
    for number in 0..<count {
      let rest = number < single ? 0 : (number - single) / step + 1
      least.append(value)
      bits.append(UInt8(rest))
      value += 1 << rest
    }
    if let last {
      least[count - 1] = last
      bits[count - 1] = 0
      value = last + 1
    }
    self.least = least
    self.bits = bits
    index = (0..<value).map { value in UInt8(max(0, (least.firstIndex { $0 > value } ?? count) - 1)) }
  }

  func place(of value: Int) -> OutlineCode.CodePlace {
    let number = Int(index[value])
    return (number, OutlineCode.Bits(value: UInt32(value - least[number]), count: bits[number]))
  }
}

extension OutlineCode {
  static let matchLengths = MatchClasses(first: 3, single: 8, step: 4, count: 29, last: 258)
  /// As far back as one outline reaches.
  static let matchDistances = MatchClasses(first: 1, single: 4, step: 2, count: 22)
}
