import Drawing
import HostSystem
package import Typesetting

/// Finds font files by their file names, in the home's Fonts/ and the system's folder. The font configuration of the
/// host is not used, so that the same names and digests mean the same fonts on every machine.
enum FontFiles {
  static let system = "/usr/share/fonts"

  /// Every font file at or below `folders`: file name → path. Of two files with one name, the one in the earlier folder
  /// is taken, and within a folder the one whose path sorts first.
  static func files(in folders: [String]) -> [String: String] {
    var found: [String: String] = [:]
    for folder in folders {
      for (name, path) in files(below: folder, depth: 0).sorted(by: {
        $0.path.utf8.lexicographicallyPrecedes($1.path.utf8)
      })
      where found[name] == nil {
        found[name] = path
      }
    }
    return found
  }

  private static let extensions = [".ttf", ".otf", ".ttc", ".otc"]
  /// Deeper than fonts are installed anywhere; ends the search where a link leads back to a folder above it.
  private static let depthLimit = 8

  private static func files(below folder: String, depth: Int) -> [(name: String, path: String)] {
    guard depth < depthLimit, let names = try? Folder(openingAt: folder).names() else { return [] }
    var found: [(String, String)] = []
    for name in names where !name.hasPrefix(".") {
      let path = "\(folder)/\(name)"
      if extensions.contains(where: { name.lowercased().hasSuffix($0) }) {
        found.append((name, path))
      } else if InputFile.isFolder(path) {
        found += files(below: path, depth: depth + 1)
      }
    }
    return found
  }
}

/// Gives the drawer the font files of a font store, face by face.
package final class FontStoreFaces: FaceSource {
  private let store: FontStore

  package init(_ store: FontStore) {
    self.store = store
  }

  func fontFile(of face: FaceID) -> (bytes: UnsafeRawBufferPointer, collectionIndex: Int)? {
    (store.bytes(of: face).buffer, store.collectionIndex(of: face))
  }
}
