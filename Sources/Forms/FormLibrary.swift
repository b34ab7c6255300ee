package import Diagnostics
import StrictXML

/// A file of Templates/: its name, as messages call it, and its bytes.
package struct FormSource: Sendable {
  package let name: String
  package let bytes: [UInt8]

  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  /// `Templates/house/seal.png` → `seal.png`
  fileprivate var fileName: String { String(name.split(separator: "/").last ?? "") }

  /// `Templates/house/foot.xml` → `foot`
  fileprivate var partName: String { String(fileName.hasSuffix(".xml") ? fileName.dropLast(4) : fileName[...]) }
}

/// The forms of a folder, read and checked. A new paper needs only a new file there, as long as it prints values that
/// the catalogue of `Fields` has already. A value that no record has yet needs a row in that catalogue besides.
///
///     let library = try FormLibrary(forms: sources, parts: partSources, images: imageSources)
///     let certificate = library["certificate"]
///
/// Each form file goes through three steps: XML is parsed (`XMLReader`), the house's parts are put in where they are
/// included (`IncludeResolver`), and the elements are read and checked against the catalogue of fields (`FormReader`).
package struct FormLibrary: Sendable {
  /// Forms in the order of their files' names, without the messages.
  package let forms: [Form]
  /// The forms of messages, which become mails. They are always read.
  package let messages: [Form]
  /// The ids of all forms and messages of the folder in the order of their files' names, whether they were wanted or not.
  package let ids: [String]
  /// Findings that keep no form from being used: styles of the house that no form uses.
  package let warnings: [Diagnostic]

  /// Reads forms with the parts and pictures of the house.
  ///
  /// - Parameters:
  ///   - forms: the files of Templates.
  ///   - parts: the XML files of Templates/house. A form includes a part by its file's name without folder and ending.
  ///   - images: the PNG files there, called by their files' names. Only pictures that a form shows are decoded.
  ///   - wanted: ids of the forms to read; nil for all. Of the others only the ids are taken, and no fault is reported.
  /// - Throws: every fault of every file that was read.
  package init(
    forms: [FormSource], parts: [FormSource], images: [FormSource] = [], wanted: Set<String>? = nil
  ) throws(DiagnosticError) {
    var diagnostics: [Diagnostic] = []
    var partRoots: [String: XMLElement] = [:]
    for part in parts {
      do {
        partRoots[part.partName] = try part.rootElement()
      } catch {
        diagnostics += error.diagnostics
      }
    }
    let includes = IncludeResolver(parts: partRoots)
    let houseImages = HouseImages(
      files: Dictionary(images.map { ($0.fileName, $0.bytes) }, uniquingKeysWith: { first, _ in first }))
    var read: [Form] = []
    var ids: [String] = []
    var houseStyles: [String: SourceLocation] = [:]
    var usedStyles: Set<String> = []
    var fileOfForm: [String: String] = [:]
    for source in forms {
      do {
        let root = try source.rootElement()
        let id = root.attribute("id")?.value ?? ""
        ids.append(id)
        if let wanted, !wanted.contains(id), root.name != "message" { continue }
        let (form, reader) = try Self.readForm(root, includes, houseImages)
        if let other = fileOfForm.updateValue(source.name, forKey: form.id) {
          diagnostics.append(Self.duplicateID(form.id, source.name, other))
        }
        read.append(form)
        houseStyles.merge(reader.houseStyles) { first, _ in first }
        usedStyles.formUnion(reader.usedStyles)
      } catch {
        diagnostics += error.diagnostics
      }
    }
    if !diagnostics.isEmpty { throw DiagnosticError(Self.withoutDuplicates(diagnostics)) }
    self.forms = read.filter { !$0.isMessage }
    messages = read.filter(\.isMessage)
    self.ids = ids
    // When only some forms are read, the others may use the style.
    let unused = wanted == nil ? houseStyles.filter { !usedStyles.contains($0.key) } : [:]
    warnings = FormReader.sortedByLine(unused).map {
      .warning("form.style.unused", at: $0.value, FormReader.unusedStyle($0.key))
    }
  }

  /// Forms and messages.
  package var all: [Form] { forms + messages }

  package subscript(id: String) -> Form? {
    all.first { $0.id == id }
  }

  /// The form, and the reader that read it, which knows the styles that it met and used.
  private static func readForm(
    _ root: XMLElement, _ includes: IncludeResolver, _ images: HouseImages
  ) throws(DiagnosticError) -> (Form, FormReader) {
    let (root, faults) = try includes.resolve(root)
    let reader = FormReader(images: images)
    let form = root.name == "message" ? reader.readMessage(root) : reader.readForm(root)
    guard let form, faults.isEmpty else { throw DiagnosticError(faults + reader.diagnostics) }
    return (form, reader)
  }

  private static func duplicateID(_ id: String, _ file: String, _ other: String) -> Diagnostic {
    .error(
      "form.id.doubled", at: SourceLocation(file: file),
      LocalizedText(
        "様式のid \(Echo.quoted(id)) は \(Echo.plain(other)) と同じです。",
        "The id \(Echo.quoted(id)) is that of \(Echo.plain(other)) too."),
      advice: LocalizedText("どちらかの id を変えてください。", "Give one of them another id."))
  }

  /// A part that several forms include reports its faults once.
  private static func withoutDuplicates(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    var seen: Set<Diagnostic> = []
    return diagnostics.filter { seen.insert($0).inserted }
  }
}
