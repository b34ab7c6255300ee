package import Diagnostics
import StrictJSON

/// The fonts of an installation, read from fonts.json: the faces with the editions of their files that are known good,
/// the roles with the faces that each tries in order, and the 外字.
///
/// ```
/// {"version": 2,
///  "faces": [{"id": "biz-ud-mincho", "file": "BIZUDMincho-Regular.ttf", "index": 0, …,
///             "editions": [{"version": "1.05", "systems": ["Debian 12"], "sha256": "…"}]}],
///  "roles": [{"name": "mincho", "chain": ["biz-ud-mincho", "ipamj-mincho"], "load": "start"}]}
/// ```
package struct FontList: Sendable, Equatable {
  /// The only version of fonts.json that is read.
  package static let version = 2

  /// One face of one font file.
  package struct Face: Sendable, Equatable {
    /// Name within fonts.json.
    package var id: String
    package var family: String
    package var style: String
    /// File name without folder.
    package var file: String
    /// Index in a collection (.ttc), 0 in a plain font file.
    package var collectionIndex: Int
    /// Debian package that installs the file.
    package var package: String
    /// SPDX name of the licence.
    package var licence: String
    /// The files that may stand under this name. At least one, each with a digest of its own.
    package var editions: [Edition]
  }

  /// One edition of a font file: the papers of different editions have different bytes, and may look different.
  package struct Edition: Sendable, Hashable {
    /// The font's own version: `1.05`.
    package var version: String
    /// The systems whose package installs this file: `Debian 12`.
    package var systems: [String]
    /// SHA-256 of the file, lower-case hexadecimal.
    package var sha256: String

    package init(version: String, systems: [String], sha256: String) {
      (self.version, self.systems, self.sha256) = (version, systems, sha256)
    }
  }

  /// A role, which text styles name, and the faces to try for each character, first to last.
  package struct Role: Sendable, Equatable {
    package var name: String
    package var chain: [FaceID]
    /// Whether nearly every paper uses the first face, so that it is made ready at the start.
    package var loadedAtStart: Bool
  }

  /// 外字: a private-use character that may be printed, because a face draws it and a readable text is given for it.
  package struct PrivateUse: Sendable, Equatable {
    package var scalar: Unicode.Scalar
    package var face: FaceID
    /// The text that copying and reading aloud give instead of the private code point.
    package var readable: String
  }

  /// `FaceID.index` is an index into this array.
  package var faces: [Face]
  package var roles: [Role]
  package var privateUse: [PrivateUse]
}

extension FontList {
  /// Reads fonts.json, or throws every problem found in it.
  ///
  /// - Parameter file: the name used in messages.
  package init(json bytes: some Collection<UInt8>, file: String) throws(DiagnosticError) {
    let root: JSONNode
    do {
      root = try JSONParser.parse(bytes)
    } catch {
      throw DiagnosticError(
        .error(
          "fonts.syntax", at: SourceLocation(file: file, byte: error.byte),
          LocalizedText(
            "フォント一覧がJSONとして読めません。\(error.message.japanese)",
            "The font list is not valid JSON. \(error.message.english)")))
    }
    var reader = FontListReader(file: file)
    let list = reader.readList(root)
    guard reader.problems.isEmpty, let list else { throw DiagnosticError(reader.problems) }
    self = list
  }
}

/// Reads the nodes of fonts.json and collects the problems, so that all of them are reported at once.
///
/// A faulty value is replaced by an empty one, so that reading goes on; the list is not used when there are problems.
private struct FontListReader {
  let file: String
  private(set) var problems: [Diagnostic] = []
  private var faceIndex: [String: Int] = [:]

  init(file: String) {
    self.file = file
  }

  private mutating func report(_ code: String, _ node: JSONNode, _ japanese: String, _ english: String) {
    problems.append(
      .error("fonts.\(code)", at: SourceLocation(file: file, byte: node.byte), LocalizedText(japanese, english)))
  }

  mutating func readList(_ root: JSONNode) -> FontList? {
    guard let version = root["version"]?.integer, version == FontList.version else {
      report(
        "version", root["version"] ?? root, "フォント一覧の版が \(FontList.version) ではありません。",
        "The font list's version is not \(FontList.version), the one that this program reads.")
      return nil
    }
    checkKeys(root, ["version", "faces", "roles", "privateUse"])
    let faces = elements(root, "faces").map { readFace($0) }
    for (index, face) in faces.enumerated() where faceIndex.updateValue(index, forKey: face.id) != nil {
      report("duplicate", root, "フォントの識別名「\(face.id)」が重複しています。", "The face \(face.id) is listed twice.")
    }
    let roles = elements(root, "roles").map { readRole($0) }
    let privateUse = root["privateUse"] == nil ? [] : elements(root, "privateUse").compactMap { readPrivateUse($0) }
    if faces.isEmpty || roles.isEmpty { report("empty", root, "書体または役割がありません。", "There are no faces or no roles.") }
    return FontList(faces: faces, roles: roles, privateUse: privateUse)
  }

  private mutating func readFace(_ node: JSONNode) -> FontList.Face {
    checkKeys(node, ["id", "family", "style", "file", "index", "package", "licence", "editions"])
    let face = FontList.Face(
      id: text(node, "id"), family: text(node, "family"), style: text(node, "style"), file: text(node, "file"),
      collectionIndex: node["index"]?.integer ?? -1, package: text(node, "package"), licence: text(node, "licence"),
      editions: elements(node, "editions").map { readEdition($0) })
    if face.collectionIndex < 0 {
      report("index", node, "index は0以上の整数で書いてください。", "index must be an integer of 0 or more.")
    }
    if face.file.utf8.contains(UInt8(ascii: "/")) {
      report("file", node, "file にはフォルダーを書けません。", "file must be a name without a folder.")
    }
    if face.editions.isEmpty { report("editions", node, "editions に版がありません。", "editions names no edition.") }
    for (index, edition) in face.editions.enumerated()
    where face.editions[..<index].contains(where: { $0.sha256 == edition.sha256 }) {
      report("editions", node, "editions に同じ sha256 が2度あります。", "editions has the same sha256 twice.")
    }
    return face
  }

  private mutating func readEdition(_ node: JSONNode) -> FontList.Edition {
    checkKeys(node, ["version", "systems", "sha256"])
    let systems = elements(node, "systems")
    let edition = FontList.Edition(
      version: text(node, "version"), systems: systems.compactMap(\.string), sha256: text(node, "sha256"))
    if edition.systems.count != systems.count {
      report("text", node, "systems は文字列の配列で書いてください。", "systems must be an array of strings.")
    }
    let hexadecimal = edition.sha256.utf8.allSatisfy {
      UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || UInt8(ascii: "a")...UInt8(ascii: "f") ~= $0
    }
    if edition.sha256.utf8.count != 64 || !hexadecimal {
      report("sha256", node, "sha256 は小文字の16進64桁で書いてください。", "sha256 must be 64 lower-case hexadecimal digits.")
    }
    return edition
  }

  private mutating func readRole(_ node: JSONNode) -> FontList.Role {
    checkKeys(node, ["name", "chain", "load"])
    var chain: [FaceID] = []
    for entry in elements(node, "chain") {
      if let face = findFace(entry) { chain.append(face) }
    }
    if chain.isEmpty { report("chain", node, "chain に書体がありません。", "chain names no face.") }
    let load = text(node, "load")
    if load != "start", load != "use" {
      report("load", node, "load は start または use です。", "load must be start or use.")
    }
    return FontList.Role(name: text(node, "name"), chain: chain, loadedAtStart: load == "start")
  }

  private mutating func readPrivateUse(_ node: JSONNode) -> FontList.PrivateUse? {
    checkKeys(node, ["codePoint", "face", "readable"])
    let code = text(node, "codePoint")
    let readable = text(node, "readable")
    let scalar = code.hasPrefix("U+") ? UInt32(code.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init) : nil
    guard let scalar, scalar.properties.generalCategory == .privateUse else {
      report(
        "privateUse", node, "codePoint は U+E000 のような私用領域の符号位置です。",
        "codePoint must be a private-use code point such as U+E000.")
      return nil
    }
    guard let faceNode = node["face"], let face = findFace(faceNode) else { return nil }
    return FontList.PrivateUse(scalar: scalar, face: face, readable: readable)
  }

  private mutating func findFace(_ node: JSONNode) -> FaceID? {
    guard let name = node.string, let index = faceIndex[name] else {
      report("unknownFace", node, "faces にない書体です。", "This face is not listed under faces.")
      return nil
    }
    return FaceID(index: index)
  }

  private mutating func elements(_ node: JSONNode, _ key: String) -> [JSONNode] {
    guard let array = node[key]?.array else {
      report("array", node[key] ?? node, "\(key) は配列で書いてください。", "\(key) must be an array.")
      return []
    }
    return array
  }

  private mutating func text(_ node: JSONNode, _ key: String) -> String {
    guard let text = node[key]?.string, !text.isEmpty else {
      report("text", node[key] ?? node, "\(key) は空でない文字列で書いてください。", "\(key) must be a string that is not empty.")
      return ""
    }
    return text
  }

  private mutating func checkKeys(_ node: JSONNode, _ known: [String]) {
    for member in node.members ?? [] where !known.contains(member.key) {
      let near = Nearest.name(to: member.key, among: known)
      report(
        "unknownKey", JSONNode(.null, byte: member.keyByte),
        "知らない項目\(Echo.quoted(member.key))があります\(near.map { "（\($0) の誤りですか）" } ?? "")。",
        "There is an unknown key \(Echo.plain(member.key))\(near.map { " (did you mean \($0)?)" } ?? "").")
    }
  }
}
