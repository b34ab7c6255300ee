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
  package subscript(path: some Sequence<Substring>) -> Value? {
    var tree = self
    var found: Value?
    for segment in path {
      if let value = found {
        guard case .record(let inner) = value else { return nil }
        tree = inner
      }
      guard let value = tree.members[String(segment)] else { return nil }
      found = value
    }
    return found
  }

  /// The value at `work.price`.
  package subscript(path: String) -> Value? {
    self[path.split(separator: ".")]
  }

  /// Sets or removes the value at `work.price`, making the records on the way.
  package mutating func set(_ path: String, to value: Value?) {
    set(path.split(separator: ".")[...], to: value)
  }

  private mutating func set(_ path: ArraySlice<Substring>, to value: Value?) {
    guard let first = path.first.map(String.init) else { return }
    if path.count == 1 {
      members[first] = value
      return
    }
    var inner = ValueTree()
    if case .record(let tree)? = members[first] { inner = tree }
    inner.set(path.dropFirst(), to: value)
    if !inner.members.isEmpty { members[first] = .record(inner) }
  }
}
