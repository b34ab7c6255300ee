import StrictJSON

/// Takes an object's members one by one and remembers which of them were missing, or not what they should be.
struct JSONMemberReader {
  private let node: JSONNode
  private(set) var missing: [String] = []

  init(_ node: JSONNode) {
    self.node = node
  }

  mutating func value<Value>(_ key: String, _ read: (JSONNode) -> Value?) -> Value? {
    if let value = node[key].flatMap(read) { return value }
    missing.append(key)
    return nil
  }

  /// The same for a member that may be null.
  mutating func optional<Value>(_ key: String, _ read: (JSONNode) -> Value?) -> Value? {
    guard let member = node[key] else {
      missing.append(key)
      return nil
    }
    return member.value == .null ? nil : value(key, read)
  }
}
