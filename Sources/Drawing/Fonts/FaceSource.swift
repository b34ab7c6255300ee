package import Typesetting

/// Where the bytes of a face come from. They must stay in place as long as the source lives.
package protocol FaceSource: AnyObject, Sendable {
  /// The font file, and the face's number in it when it is a collection.
  func fontFile(of face: FaceID) -> (bytes: UnsafeRawBufferPointer, collectionIndex: Int)?
}
