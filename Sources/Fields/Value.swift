/// A typed value of a record or of the rules, which a form can print, compare, or (a list) repeat over.
package enum Value: Sendable {
  case text(String)
  case date(CalendarDate)
  /// Whole yen.
  case yen(Int64)
  case integer(Int64)
  /// An exact fraction, such as the share that a guarantee is of the price.
  case ratio(Ratio)
  case flag(Bool)
  case secret(Secret)
  case record(ValueTree)
  case list([ValueTree])
}

/// The tree of values that a form is filled with. Its levels are the segments of paths such as `work.price`; an absent
/// value has no entry.
///
/// ```swift
/// var tree = ValueTree()
/// tree.set("work.price", to: .yen(48_250_000))
/// tree["work.price"]  // .yen(48250000)
/// tree["work.name"]   // nil
/// ```
package struct ValueTree: Sendable {
  package private(set) var members: [String: Value]

  package init(_ members: [String: Value] = [:]) {
    self.members = members
  }

  /// The value at a path given by its segments, or nil when there is none.
  package subscript(path: [String]) -> Value? {
    guard let first = path.first, var found = members[first] else { return nil }
    for segment in path.dropFirst() {
      guard case .record(let inner) = found, let value = inner.members[segment] else { return nil }
      found = value
    }
    return found
  }

  /// The value at a path such as `work.price`, or nil when there is none.
  package subscript(path: String) -> Value? {
    self[path.utf8.split(separator: Self.dot).map { String(Substring($0)) }]
  }

  /// Sets the value at a path such as `work.price`, creating the records on the way, or removes it when `value` is nil.
  package mutating func set(_ path: String, to value: Value?) {
    set(path[...], to: value)
  }

  private mutating func set(_ path: Substring, to value: Value?) {
    // Paths are ASCII, so bytes can be searched; a search by Character takes ten times as long.
    guard let dot = path.utf8.firstIndex(of: Self.dot) else {
      members[String(path)] = value
      return
    }
    let first = String(path[..<dot])
    // Removed, not only read: with a single owner the inner dictionary is changed in place instead of being copied.
    var inner = ValueTree()
    if case .record(let tree)? = members.removeValue(forKey: first) { inner = tree }
    inner.set(path[path.utf8.index(after: dot)...], to: value)
    if !inner.members.isEmpty { members[first] = .record(inner) }
  }

  private static let dot = UInt8(ascii: ".")
}

/// An exact fraction in lowest terms with a positive denominator, for rates and shares: money is never floating point.
///
/// `Ratio(4, -6)` → −2/3
package struct Ratio: Sendable, Hashable, Comparable {
  package let numerator: Int64
  package let denominator: Int64

  /// Nil if the denominator is zero, or if a term is `Int64.min`, whose sign cannot be changed.
  package init?(_ numerator: Int64, _ denominator: Int64) {
    guard denominator != 0, numerator != .min, denominator != .min else { return nil }
    let divisor = Self.greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
    let sign: Int64 = denominator < 0 ? -1 : 1
    self.numerator = sign * numerator / Int64(divisor)
    self.denominator = sign * denominator / Int64(divisor)
  }

  package init(_ whole: Int64) {
    numerator = whole
    denominator = 1
  }

  /// Compares by cross multiplication at full width (128 bits), so that nothing overflows.
  package static func < (a: Ratio, b: Ratio) -> Bool {
    let left = a.numerator.multipliedFullWidth(by: b.denominator)
    let right = b.numerator.multipliedFullWidth(by: a.denominator)
    return (left.high, left.low) < (right.high, right.low)
  }

  private static func greatestCommonDivisor(_ a: UInt64, _ b: UInt64) -> UInt64 {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return max(a, 1)
  }
}
