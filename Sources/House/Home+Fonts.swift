import HostSystem
package import Reporting
import Typesetting

extension Home {
  /// The folder of the font files that the home keeps, so that an upgrade of the system changes no paper.
  package var adoptedFonts: String { "\(fonts)/adopted" }

  /// Copies the files of all fonts into the home, unless they are there. From then on the home's are used.
  ///
  /// - Returns: the paths of the copies.
  /// - Throws: exit 78 when a font is missing or none of its editions, 73 when the home cannot be written.
  package func adoptFonts() throws(RunFailure) -> [String] {
    try adopt(readFonts())
  }

  func adopt(_ store: FontStore) throws(RunFailure) -> [String] {
    do {
      let folder = try Folder(makingAt: adoptedFonts, mode: .public)
      var copies: [String] = []
      for (index, face) in store.faces.enumerated() {
        let font = store.bytes(of: FaceID(index: index))
        let copy = "\(adoptedFonts)/\(face.file)"
        if font.path.hasPrefix("\(fonts)/") || copies.contains(copy) { continue }
        let file = try folder.beginFile(face.file, mode: .public)
        // From the memory whose digest was judged, so that no other bytes can come between.
        try file.append(font.buffer)
        try file.finish(isDurable: true)
        copies.append(copy)
      }
      return copies
    } catch {
      throw RunFailure(.cannotWrite, error.diagnostic)
    }
  }
}
