import Drawing
package import Typesetting

/// The font store as the drawer sees it.
package final class HouseFonts: FaceSource {
  private let store: FontStore

  package init(_ store: FontStore) {
    self.store = store
  }

  func fontFile(of face: FaceID) -> (bytes: UnsafeRawBufferPointer, collectionIndex: Int)? {
    guard let bytes = try? store.bytes(of: face) else { return nil }
    return (bytes.buffer, store.collectionIndex(of: face))
  }

  /// The faces that nearly every paper uses: the first of each role that is loaded at the start.
  package static func everyday(of store: FontStore) -> Set<FaceID> {
    Set(store.list.roles.filter(\.loadedAtStart).compactMap(\.chain.first))
  }
}
