package import Diagnostics

/// A form file's name, as messages call it, and its bytes.
package struct FormSource: Sendable {
  package let name: String
  package let bytes: [UInt8]

  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}

/// Every form of a folder, read and checked. A new paper is a new file and nothing else.
package struct FormLibrary: Sendable {
  /// Forms by the order of their files' names.
  package let forms: [Form]

  /// Reads forms and the house's parts and pictures.
  ///
  /// - Parameters:
  ///   - forms: the files of Templates.
  ///   - parts: the files of Templates/house; a part is called by its file's name without folder and ending.
  ///   - images: the PNG files there, called by their names; only those are decoded that a form shows.
  /// - Throws: every problem of every file.
  package init(forms: [FormSource], parts: [FormSource], images: [FormSource] = []) throws(Refusal) {
    var diagnostics: [Diagnostic] = []
    var roots: [String: XMLElement] = [:]
    for part in parts {
      do {
        roots[Self.plainName(part.name)] = try XMLReader.read(part.bytes, file: part.name)
      } catch {
        diagnostics += error.diagnostics
      }
    }
    let includes = Includes(parts: roots)
    let pictures = HouseImages(images)
    var read: [Form] = []
    for source in forms {
      do {
        read.append(try Self.form(source, includes, pictures))
      } catch {
        diagnostics += error.diagnostics
      }
    }
    let doubled = Dictionary(grouping: read, by: \.id).filter { $0.value.count > 1 }.keys.sorted()
    diagnostics += doubled.map { id in
      .error("form.id.doubled", Words("様式のid \(Echo.quoted(id)) が二つあります。", "Two forms have the id \(Echo.quoted(id))."))
    }
    if !diagnostics.isEmpty { throw Refusal(Self.once(diagnostics)) }
    self.forms = read
  }

  package subscript(id: String) -> Form? {
    forms.first { $0.id == id }
  }

  private static func form(_ source: FormSource, _ includes: Includes, _ images: HouseImages) throws(Refusal) -> Form {
    let (root, problems) = includes.resolve(try XMLReader.read(source.bytes, file: source.name))
    let reader = FormReader(images: images)
    let form = reader.form(root)
    guard let form, problems.isEmpty else { throw Refusal(problems + reader.diagnostics) }
    return form
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
