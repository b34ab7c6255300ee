package import Diagnostics

/// The fonts of a run, shared by all workers. Every file was judged by its digest before the store was made: no font
/// can turn out to be another one in the middle of a run.
///
/// ```
/// let store = try FontStore(list: list, files: files)
/// let primary = store.chain("mincho").first
/// ```
package final class FontStore: Sendable {
  /// The list of fonts. Each face has one edition: that of its file.
  package let list: FontList
  /// The files of the list's faces.
  private let files: [FontBytes]

  /// A file that was found under a face's name, with its SHA-256 in lower-case hexadecimal, which this module cannot
  /// compute.
  package struct File: Sendable {
    package let bytes: FontBytes
    package let sha256: String

    package init(_ bytes: FontBytes, sha256: String) {
      (self.bytes, self.sha256) = (bytes, sha256)
    }
  }

  /// - Parameters:
  ///   - list: the faces, each with the editions that are known good.
  ///   - files: the files that were found, by their names.
  /// - Throws: every face whose file is missing or none of its editions.
  package init(list: FontList, files: [String: File]) throws(DiagnosticError) {
    var used = list
    var found: [FontBytes] = []
    var problems: [Diagnostic] = []
    for (index, face) in list.faces.enumerated() {
      do throws(FontFault) {
        let (edition, file) = try face.judge(files[face.file])
        used.faces[index].editions = [edition]
        found.append(file.bytes)
      } catch {
        // Two faces of a collection share a file, which is named once.
        let problem = error.diagnostic(of: face)
        if !problems.contains(problem) { problems.append(problem) }
      }
    }
    if !problems.isEmpty { throw DiagnosticError(problems) }
    (self.list, self.files) = (used, found)
  }

  package var faces: [FontList.Face] { list.faces }

  /// The systems of which all files are editions: one, when the fonts are those of one system's packages.
  package var systems: [String] {
    let first = faces.first?.editions.first?.systems ?? []
    return first.filter { system in faces.allSatisfy { $0.editions.allSatisfy { $0.systems.contains(system) } } }
  }

  /// The faces that a role tries, first to last; empty for a role that is not in fonts.json.
  package func chain(_ role: String) -> [FaceID] {
    list.roles.first { $0.name.utf8.elementsEqual(role.utf8) }?.chain ?? []
  }

  /// Index of the face in its file's collection.
  package func collectionIndex(of face: FaceID) -> Int {
    list.faces[face.index].collectionIndex
  }

  /// The face's file.
  package func bytes(of face: FaceID) -> FontBytes {
    files[face.index]
  }
}

extension FontList.Face {
  /// Which edition of the face a file is.
  package func judge(_ file: FontStore.File?) throws(FontFault) -> (edition: FontList.Edition, file: FontStore.File) {
    guard let file else { throw .missing }
    guard let edition = editions.first(where: { $0.sha256.utf8.elementsEqual(file.sha256.utf8) }) else {
      throw .unknownEdition(path: file.bytes.path, sha256: file.sha256)
    }
    guard FontDirectory.isWhole(file.bytes.buffer, index: collectionIndex) else {
      throw .damaged(path: file.bytes.path, index: collectionIndex)
    }
    return (edition, file)
  }
}

/// Why the file of a face cannot be used.
package enum FontFault: Error, Sendable, Hashable {
  /// No file of the face's name was found.
  case missing
  /// The file is none of the face's editions: a newer one, a damaged one, or a part of one.
  case unknownEdition(path: String, sha256: String)
  /// The list names the file's digest, but it is no font of that index, or a part of one: somebody entered the digest
  /// of a file that was cut off.
  case damaged(path: String, index: Int)

  package func diagnostic(of face: FontList.Face) -> Diagnostic {
    switch self {
    case .missing:
      return .error(
        "fonts.missing",
        LocalizedText(
          "書体ファイル \(face.file) が見つからないか、読めません。",
          "The font file \(face.file) was not found, or cannot be read."),
        advice: LocalizedText(
          "パッケージ \(face.package) を入れてください。ホームのFonts/に同じ名前の空のファイル、読めないファイル、切れたリンクがあれば、それを除いてください。",
          "Install the package \(face.package). An empty or unreadable file or a broken link of that name in the home's Fonts/ hides the package's: remove it."
        ))
    case .unknownEdition(let path, let sha256):
      let known = face.editions.map(\.name)
      return .error(
        "fonts.digest", at: SourceLocation(file: path),
        LocalizedText(
          "書体ファイルがfonts.jsonのどの版でもありません（SHA-256 \(sha256.prefix(12))…）。壊れているか、知らない版です。",
          "This font file is none of the editions in fonts.json (SHA-256 \(sha256.prefix(12))…): damaged, or an edition that is not known."
        ),
        advice: LocalizedText(
          "版 \(known.joined(separator: "、")) のパッケージ \(face.package) を入れ直してください。ホームのFonts/にあるファイルなら、それを除いてください。新しい版を使うなら、字を確かめてfonts.jsonに加えてください。",
          "Install \(face.package) anew, edition \(known.joined(separator: " or ")), or remove the file if it lies in the home's Fonts/; to use a newer one, look at its glyphs and add it to fonts.json."
        ))
    case .damaged(let path, let index):
      return .error(
        "fonts.damaged", at: SourceLocation(file: path),
        LocalizedText(
          "fonts.jsonの版と同じファイルですが、書体（番号\(index)）として読めないか、途中で切れています。",
          "The file is an edition of fonts.json, but no font (index \(index)), or cut off."),
        advice: LocalizedText(
          "パッケージ \(face.package) のファイルで作り直し、fonts.jsonのsha256とindexを確かめてください。",
          "Take the file of the package \(face.package), and check sha256 and index in fonts.json."))
    }
  }
}

extension FontList.Edition {
  /// `1.05 (Debian 12)`
  package var name: String {
    systems.isEmpty ? version : "\(version) (\(systems.joined(separator: ", ")))"
  }
}
