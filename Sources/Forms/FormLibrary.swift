package import Diagnostics
import StrictXML

/// A form file's name, as messages call it, and its bytes.
package struct FormSource: Sendable {
  package let name: String
  package let bytes: [UInt8]

  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}

/// The forms of a folder, read and checked. A new paper is a new file and nothing else.
package struct FormLibrary: Sendable {
  /// Forms by the order of their files' names.
  package let forms: [Form]
  /// The ids of all forms of the folder, in the order of their files' names, whether they were wanted or not.
  package let ids: [String]
  /// What keeps no form from being used: a style of the house that none of them uses.
  package let warnings: [Diagnostic]

  /// Reads forms and the house's parts and pictures.
  ///
  /// - Parameters:
  ///   - forms: the files of Templates.
  ///   - parts: the files of Templates/house; a part is called by its file's name without folder and ending.
  ///   - images: the PNG files there, called by their names; only those are decoded that a form shows.
  ///   - wanted: ids of the forms to read; nil for all. The others are asked for their ids alone.
  /// - Throws: every problem of every file that was read.
  package init(
    forms: [FormSource], parts: [FormSource], images: [FormSource] = [], wanted: Set<String>? = nil
  ) throws(DiagnosticError) {
    var diagnostics: [Diagnostic] = []
    var roots: [String: XMLElement] = [:]
    for part in parts {
      do {
        roots[Self.plainName(part.name)] = try part.rootElement()
      } catch {
        diagnostics += error.diagnostics
      }
    }
    let includes = Includes(parts: roots)
    let pictures = HouseImages(images)
    var read: [Form] = []
    var ids: [String] = []
    var spare: [String: SourceLocation] = [:]
    var used: Set<String> = []
    var files: [String: String] = [:]
    for source in forms {
      do {
        let root = try source.rootElement()
        let id = root.attribute("id")?.value ?? ""
        ids.append(id)
        if let wanted, !wanted.contains(id) { continue }
        let (form, reader) = try Self.form(root, includes, pictures)
        if let other = files.updateValue(source.name, forKey: form.id) {
          diagnostics.append(Self.doubled(form.id, source.name, other))
        }
        read.append(form)
        spare.merge(reader.houseStyles) { first, _ in first }
        used.formUnion(reader.usedStyles)
      } catch {
        diagnostics += error.diagnostics
      }
    }
    if !diagnostics.isEmpty { throw DiagnosticError(Self.once(diagnostics)) }
    self.forms = read
    self.ids = ids
    let unused = wanted == nil ? spare.filter { !used.contains($0.key) } : [:]
    warnings = FormReader.inOrder(unused).map {
      .warning("form.style.unused", at: $0.value, FormReader.unusedStyle($0.key))
    }
  }

  package subscript(id: String) -> Form? {
    forms.first { $0.id == id }
  }

  /// The form, and its reader, which knows the styles that it met and used.
  private static func form(
    _ root: XMLElement, _ includes: Includes, _ images: HouseImages
  ) throws(DiagnosticError) -> (Form, FormReader) {
    let (root, problems) = includes.resolve(root)
    let reader = FormReader(images: images)
    let form = reader.form(root)
    guard let form, problems.isEmpty else { throw DiagnosticError(problems + reader.diagnostics) }
    return (form, reader)
  }

  private static func doubled(_ id: String, _ file: String, _ other: String) -> Diagnostic {
    .error(
      "form.id.doubled", at: SourceLocation(file: file),
      LocalizedText(
        "様式のid \(Echo.quoted(id)) は \(Echo.plain(other)) と同じです。",
        "The id \(Echo.quoted(id)) is that of \(Echo.plain(other)) too."),
      advice: LocalizedText("どちらかの id を変えてください。", "Give one of them another id."))
  }

  /// A part that is included again and again has its fault once.
  private static func once(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    var seen: Set<Diagnostic> = []
    return diagnostics.filter { seen.insert($0).inserted }
  }

  private static func plainName(_ path: String) -> String {
    let file = path.split(separator: "/").last ?? ""
    return String(file.hasSuffix(".xml") ? file.dropLast(4) : file)
  }
}
