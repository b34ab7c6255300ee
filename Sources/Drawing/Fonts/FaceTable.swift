import Typesetting

/// Something for each of a few faces, found by the face's index: it is asked for with every run of text.
struct FaceTable<Value> {
  private var values: [Value?] = []

  subscript(face: FaceID) -> Value? {
    get { face.index < values.count ? values[face.index] : nil }
    set {
      if face.index >= values.count {
        values.append(contentsOf: repeatElement(nil, count: face.index + 1 - values.count))
      }
      values[face.index] = newValue
    }
  }

  /// The face with the lowest index whose value is such a one.
  func first(where isWanted: (Value) -> Bool) -> FaceID? {
    values.firstIndex { $0.map(isWanted) ?? false }.map(FaceID.init(index:))
  }

  mutating func removeAll() { values.removeAll(keepingCapacity: true) }
}

extension FaceTable: Sendable where Value: Sendable {}
