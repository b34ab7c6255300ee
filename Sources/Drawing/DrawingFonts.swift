import DrawnDocument
import Synchronization
package import Typesetting

/// The font files that are drawn with, one store for all workers. A file is looked at when its face is first needed.
///
///     let fonts = DrawingFonts(source: source)
///     let drawer = try PageDrawer(fonts: fonts)
package final class DrawingFonts: Sendable {
  private let source: any FaceSource
  private let files = Mutex<[FaceID: FaceFile]>([:])

  package init(source: any FaceSource) {
    self.source = source
  }

  /// The file of a face. It keeps its bytes in place.
  func file(of face: FaceID) throws(DrawingFault) -> FaceFile {
    if let file = files.withLock({ $0[face] }) { return file }
    guard let font = source.fontFile(of: face),
      let file = FaceFile(font.bytes, number: font.collectionIndex, owner: source)
    else { throw .face(face, during: "tables") }
    files.withLock { $0[face] = file }
    return file
  }

  /// The face as it is, to take outlines or pixels from.
  func openFace(_ face: FaceID, library: FreeTypeLibrary) throws(DrawingFault) -> CairoFace {
    guard let file = source.fontFile(of: face),
      let opened = CairoFace(file.bytes, number: file.collectionIndex, of: source, library: library)
    else { throw .face(face, during: "FreeType") }
    return opened
  }
}

/// Where the bytes of a face come from. They must stay where they are in memory as long as the source lives.
package protocol FaceSource: AnyObject, Sendable {
  /// The font file, and the face's index in it when the file is a collection; nil for an unknown face.
  func fontFile(of face: FaceID) -> (bytes: UnsafeRawBufferPointer, collectionIndex: Int)?
}
