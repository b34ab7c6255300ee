import Glibc
import HostSystem

/// Where font files are looked for: the home's Fonts/ and the system's folders, by file name alone. No font configuration of the host
/// is asked, so that the same names and digests mean the same fonts everywhere.
package enum FontFiles {
  package static let system = "/usr/share/fonts"

  /// Every font file at or below `folders` by its name; of two with one name, that of the earlier folder wins, then the lesser path.
  package static func files(in folders: [String]) -> [String: String] {
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
  private static let depthLimit = 8

  private static func files(below folder: String, depth: Int) -> [(name: String, path: String)] {
    guard depth < depthLimit, let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var found: [(String, String)] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasPrefix(".") { continue }
      let path = "\(folder)/\(name)"
      if extensions.contains(where: { name.lowercased().hasSuffix($0) }) {
        found.append((name, path))
      } else if entry.pointee.d_type != DT_REG, InputFile.isFolder(path) {
        found += files(below: path, depth: depth + 1)
      }
    }
    return found
  }
}
