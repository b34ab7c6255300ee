package import Diagnostics
import Synchronization

/// The fonts of a run, shared by all workers. Each file is checked against its digest before its first glyph is used.
///
/// ```
/// let store = try FontStore(list: list, load: { FontBytes.mapping("\(folder)/\($0)") }, digest: sha256)
/// let primary = store.chain("mincho").first
/// ```
package final class FontStore: Sendable {
  package let list: FontList
  private let digest: @Sendable (FontBytes) -> String
  /// The files of the list's faces. All are mapped at start, so that a missing file stops the run before the first
  /// record.
  private let files: [FontBytes]
  /// The result of each face's check. Each has a lock of its own, so that a worker that checks a large font does not
  /// hold up the others.
  private let checks: [LockedCheck]

  private enum Check: Sendable {
    case pending
    case passed
    case failed(Diagnostic)
  }

  private final class LockedCheck: Sendable {
    let state = Mutex(Check.pending)
  }

  /// Maps every file of `list` and checks the faces that are used from the start.
  ///
  /// - Parameters:
  ///   - load: finds a file by name; nil when there is none.
  ///   - digest: SHA-256 in lower-case hexadecimal. It is a parameter because this module has no cryptography.
  /// - Throws: every missing file, and every face loaded at start whose digest differs.
  package init(
    list: FontList, load: (String) -> FontBytes?, digest: @escaping @Sendable (FontBytes) -> String
  ) throws(DiagnosticError) {
    self.list = list
    self.digest = digest
    var files: [FontBytes] = []
    var problems: [Diagnostic] = []
    for face in list.faces {
      if let bytes = load(face.file) {
        files.append(bytes)
      } else {
        problems.append(
          .error(
            "fonts.missing",
            LocalizedText(
              "書体ファイル \(face.file)（\(face.family)）が見つかりません。",
              "The font file \(face.file) (\(face.family)) was not found."),
            advice: LocalizedText("パッケージ \(face.package) を入れてください。", "Install the package \(face.package).")))
      }
    }
    guard problems.isEmpty else { throw DiagnosticError(problems) }
    self.files = files
    checks = files.map { _ in LockedCheck() }
    for role in list.roles where role.loadedAtStart {
      do {
        _ = try bytes(of: role.chain[0])
      } catch {
        for problem in error.diagnostics where !problems.contains(problem) { problems.append(problem) }
      }
    }
    guard problems.isEmpty else { throw DiagnosticError(problems) }
  }

  package var faces: [FontList.Face] { list.faces }

  /// The faces that a role tries, first to last; empty for a role that is not in fonts.json.
  package func chain(_ role: String) -> [FaceID] {
    list.roles.first { $0.name.utf8.elementsEqual(role.utf8) }?.chain ?? []
  }

  /// Index of the face in its file's collection.
  package func collectionIndex(of face: FaceID) -> Int {
    list.faces[face.index].collectionIndex
  }

  /// The face's file, whose digest is checked the first time.
  package func bytes(of face: FaceID) throws(DiagnosticError) -> FontBytes {
    let file = files[face.index]
    let check = checks[face.index].state.withLock { state in
      if case .pending = state { state = compareDigest(of: face, file) }
      return state
    }
    if case .failed(let problem) = check { throw DiagnosticError(problem) }
    return file
  }

  private func compareDigest(of id: FaceID, _ file: FontBytes) -> Check {
    let face = list.faces[id.index]
    if digest(file).utf8.elementsEqual(face.sha256.utf8) { return .passed }
    return .failed(
      .error(
        "fonts.digest",
        LocalizedText(
          "書体ファイル \(face.file) の内容が fonts.json の SHA-256 と違います。",
          "The font file \(face.file) differs from its SHA-256 in fonts.json."),
        advice: LocalizedText(
          "パッケージ \(face.package) の版を確かめ、意図した変更なら fonts.json を改めてください。",
          "Check the version of \(face.package); if the change is meant, amend fonts.json.")))
  }
}
