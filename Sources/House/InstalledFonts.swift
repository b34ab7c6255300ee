import Digests
import HostSystem
package import Reporting
package import Typesetting

/// The files that were found for a list of fonts, each with its digest, whether or not they are the right ones.
///
/// ```
/// let installed = try home.installedFonts()
/// for place in installed.places { … }
/// let store = try installed.store()
/// ```
package struct InstalledFonts: Sendable {
  package let list: FontList
  private let files: [String: FontStore.File]

  /// Reads the fonts of the list. Their digests are computed at once, on as many threads as there are files: all of
  /// Debian's together have 155 MB.
  ///
  /// - Parameter folders: where to look for files, the first folder first.
  init(list: FontList, folders: [String]) {
    self.list = list
    let paths = FontFiles.files(in: folders)
    let digests = Set(list.faces.map(\.file)).compactMap { name in
      paths[name].flatMap(FontBytes.mapping).map { bytes in
        (name, bytes, BackgroundTask<String, Never> { Self.sha256(of: bytes) })
      }
    }
    files = Dictionary(
      uniqueKeysWithValues: digests.map { name, bytes, digest in
        (name, FontStore.File(bytes, sha256: digest.result()))
      })
  }

  private static func sha256(of font: FontBytes) -> String {
    var digest = IncrementalDigest()
    font.readThrough { digest.update($0) }
    return digest.finalize().hexadecimal
  }

  /// The fonts for use.
  ///
  /// - Throws: exit 78 with every face whose file is missing or none of its editions.
  package func store() throws(RunFailure) -> FontStore {
    do {
      return try FontStore(list: list, files: files)
    } catch {
      throw RunFailure(.badConfiguration, error)
    }
  }

  /// Where the file of a face is, and which edition it is.
  package struct Place: Sendable {
    package var face: FontList.Face
    /// Nil when no file was found.
    package var path: String?
    package var edition: Result<FontList.Edition, FontFault>
  }

  /// The places of all faces, in the order of the list.
  package var places: [Place] {
    list.faces.map { face in
      let file = files[face.file]
      return Place(
        face: face, path: file?.bytes.path,
        edition: Result { () throws(FontFault) in try face.judge(file).edition })
    }
  }
}
