/// A typed value that a form can print, compare or repeat over.
package enum Value: Sendable {
  case text(String)
  case date(CalendarDate)
  /// Whole yen.
  case yen(Int64)
  case integer(Int64)
  /// An exact fraction: a share of the price, a rate of the tariff.
  case ratio(Ratio)
  case flag(Bool)
  case secret(Secret)
  case record(ValueTree)
  case list([ValueTree])
}

/// The tree of values that a form reads: keys are the segments of a path such as `work.price`. An absent value has no key.
package struct ValueTree: Sendable {
  package private(set) var members: [String: Value]

  package init(_ members: [String: Value] = [:]) {
    self.members = members
  }

  /// The value at a path's segments, or nil when a segment is absent.
  package subscript(path: [String]) -> Value? {
    guard let first = path.first, var found = members[first] else { return nil }
    for segment in path.dropFirst() {
      guard case .record(let inner) = found, let value = inner.members[segment] else { return nil }
      found = value
    }
    return found
  }

  /// The value at `work.price`.
  package subscript(path: String) -> Value? {
    self[path.utf8.split(separator: Self.dot).map { String(Substring($0)) }]
  }

  /// Sets or removes the value at `work.price`, making the records on the way.
  package mutating func set(_ path: String, to value: Value?) {
    set(path[...], to: value)
  }

  private mutating func set(_ path: Substring, to value: Value?) {
    // By bytes: a path is ASCII, and a search by Character costs ten times as much.
    guard let dot = path.utf8.firstIndex(of: Self.dot) else {
      members[String(path)] = value
      return
    }
    let first = String(path[..<dot])
    // Taken out, not copied: what is changed below has one holder.
    var inner = ValueTree()
    if case .record(let tree)? = members.removeValue(forKey: first) { inner = tree }
    inner.set(path[path.utf8.index(after: dot)...], to: value)
    if !inner.members.isEmpty { members[first] = .record(inner) }
  }

  private static let dot = UInt8(ascii: ".")
}
