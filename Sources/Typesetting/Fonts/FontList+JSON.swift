import Diagnostics
import StrictJSON

extension FontList {
  /// The same list as the text of a fonts.json, in one form: equal lists have equal texts. A register keeps a list in
  /// this form, reduced to the editions that were used.
  package var json: String {
    let text = JSONWriter.literal
    let members: [(key: String, json: String?)] = [
      ("version", String(Self.version)),
      ("faces", JSONWriter.array(faces.map(Self.json))),
      (
        "roles",
        JSONWriter.array(
          roles.map { role in
            JSONWriter.object([
              ("name", text(role.name)), ("chain", JSONWriter.array(role.chain.map { text(faces[$0.index].id) })),
              ("load", text(role.loadedAtStart ? "start" : "use")),
            ])
          })
      ),
      (
        "privateUse",
        JSONWriter.array(
          privateUse.map { entry in
            JSONWriter.object([
              ("codePoint", text("U+" + String(entry.scalar.value, radix: 16, uppercase: true))),
              ("face", text(faces[entry.face.index].id)), ("readable", text(entry.readable)),
            ])
          })
      ),
    ]
    return JSONWriter.object(members) + "\n"
  }

  private static func json(_ face: Face) -> String {
    let text = JSONWriter.literal
    return JSONWriter.object([
      ("id", text(face.id)), ("family", text(face.family)), ("style", text(face.style)), ("file", text(face.file)),
      ("index", String(face.collectionIndex)), ("package", text(face.package)), ("licence", text(face.licence)),
      (
        "editions",
        JSONWriter.array(
          face.editions.map { edition in
            JSONWriter.object([
              ("version", text(edition.version)), ("systems", JSONWriter.array(edition.systems.map(text))),
              ("sha256", text(edition.sha256)),
            ])
          })
      ),
    ])
  }
}
