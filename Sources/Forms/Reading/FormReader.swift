import Diagnostics
import Fields
import StrictXML
import Typesetting

/// Reads one form: grammar, styles, paths and formatters are checked, and every problem is reported with its place.
final class FormReader {
  /// The grammar's version: the only one that is read.
  static let grammar = 1

  private(set) var diagnostics: [Diagnostic] = []
  private(set) var paths: [String] = []
  var styles: [String: Style] = [:]
  /// Styles that the form itself defines, by their places, until they are used.
  var unusedStyles: [String: SourceLocation] = [:]
  /// Styles of the house's parts, by their places, which any form may use; and all that this one uses.
  var houseStyles: [String: SourceLocation] = [:]
  var usedStyles: Set<String> = []
  /// Measures by their places, until they are used.
  var unusedMeasures: [String: SourceLocation] = [:]
  var colours: [String: Colour] = [:]
  var measures: [String: SteppedLength] = [:]
  var printsSecret = false
  /// Whether the form's page has a baseline grid.
  var hasGrid = false
  let images: HouseImages
  /// Catalogue paths of the values whose variation sequences may be drawn as their base.
  var baseForms: Set<String> = []
  /// Edges of running text when an element names none.
  var textFrom = Length.mm(25)
  var textTo = Length.mm(190)

  init(images: HouseImages) {
    self.images = images
  }

  func report(
    _ code: String, _ location: SourceLocation, _ japanese: String, _ english: String, advice: LocalizedText? = nil
  ) {
    diagnostics.append(.error(code, at: location, LocalizedText(japanese, english), advice: advice))
  }

  func note(path: String) {
    if !paths.contains(path) { paths.append(path) }
  }

  /// The form of a root element, includes already resolved; nil when it has faults, which are then in `diagnostics`.
  func form(_ root: XMLElement) -> Form? {
    guard root.name == "form" else {
      report("form.root", root.location, "ルート要素は form でなければなりません。", "The root element must be form.")
      return nil
    }
    check(root, attributes: ["id", "version", "edition", "title", "lang", "secret", "base-forms"])
    guard root.attribute("version")?.value == String(Self.grammar) else {
      let found = root.attribute("version")?.value ?? "－"
      report(
        "form.version", root.location(of: "version"), "様式の文法の版は\(Self.grammar)が必要ですが、\(Echo.quoted(found))です。",
        "The form's grammar must be version \(Self.grammar), but is \(Echo.quoted(found)).",
        advice: LocalizedText(
          "この版のプログラムに合う様式を使うか、文法の変わった点を直してください。",
          "Use a form of this program's version, or mend what the grammar changed."))
      return nil
    }
    printsSecret = root.attribute("secret")?.value == "key"
    baseForms = readBaseForms(root)
    for element in root.elements where element.name == "styles" {
      readStyles(element, own: element.location.file == root.location.file)
    }
    for element in root.elements where element.name == "measures" {
      readMeasures(element, own: element.location.file == root.location.file)
    }
    let context = ReadingContext()
    let page = readPage(root)
    let title = template(root, "title", context)
    let id = identifier(root)
    let edition = integer(root, "edition") ?? 1
    let sections = ["styles", "measures", "page", "marks", "every", "first", "later", "flow", "tighten", "title"]
    for element in root.elements where !sections.contains(element.name) { unknown(element, among: sections) }
    var form = Form(
      id: id, file: root.location.file, edition: edition, printsSecret: printsSecret, paths: [], title: title,
      titles: readTitles(root, context), width: page.width, height: page.height,
      steps: (measures.values.map(\.steps) + [1]).max() ?? 1,
      tightening: tightening(root, context), marks: readMarks(root, context),
      everyPage: boxes(of: "every", in: root, context), firstPage: boxes(of: "first", in: root, context),
      laterPages: boxes(of: "later", in: root, context), flow: readFlow(root, context).map { $0.map { $0.named() } },
      laterTop: page.laterTop, floor: page.floor, grid: page.grid)
    for (name, location) in Self.inOrder(unusedStyles) {
      report("form.style.unused", location, Self.unusedStyle(name).japanese, Self.unusedStyle(name).english)
    }
    for (name, location) in Self.inOrder(unusedMeasures) {
      report(
        "form.measure.unused", location, "寸法 \(Echo.quoted(name)) はどこにも使われていません。",
        "Measure \(Echo.quoted(name)) is not used.")
    }
    form.paths = paths
    return diagnostics.contains { $0.severity == .error } ? nil : form
  }

  /// `base-forms="contractor.name …"`: the fields that the form lets give way, each one by its name.
  private func readBaseForms(_ root: XMLElement) -> Set<String> {
    let names = (root.attribute("base-forms")?.value ?? "").split(separator: " ").map(String.init)
    for name in names {
      guard let field = Catalogue.field(at: name) else {
        unknownPath(name, root.location(of: "base-forms"), ReadingContext())
        continue
      }
      if field.type.shape != .text {
        report(
          "form.base-forms", root.location(of: "base-forms"), "base-forms に書けるのは文字の項目だけです（\(Echo.quoted(name))）。",
          "base-forms takes fields of text only (\(Echo.quoted(name))).")
      }
    }
    return Set(names)
  }

  static func unusedStyle(_ name: String) -> LocalizedText {
    LocalizedText("書式 \(Echo.quoted(name)) はどこにも使われていません。", "Style \(Echo.quoted(name)) is not used.")
  }

  static func inOrder(_ unused: [String: SourceLocation]) -> [(key: String, value: SourceLocation)] {
    unused.sorted { ($0.value.line ?? 0, $0.key) < ($1.value.line ?? 0, $1.key) }
  }

  private func identifier(_ root: XMLElement) -> String {
    let id = root.attribute("id")?.value ?? ""
    let allowed = id.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
    if id.isEmpty || !allowed || id.utf8.count > 40 {
      report(
        "form.id", root.location(of: "id"), "idは英小文字・数字・ハイフンで40文字までです。",
        "The id must be up to 40 lower-case letters, digits and hyphens.")
    }
    // Registers and manifests call several papers in one file so.
    if id == "bundle" {
      report("form.id", root.location(of: "id"), "idをbundleにはできません。", "The id cannot be bundle.")
    }
    return id
  }

  private func boxes(of section: String, in root: XMLElement, _ context: ReadingContext) -> [Branch<BoxTemplate>] {
    root.elements.filter { $0.name == section }.flatMap { branches($0.elements, context, item: readBox) }
      .map { $0.map { $0.named() } }
  }

  private func tightening(_ root: XMLElement, _ context: ReadingContext) -> [Branch<Int>] {
    branches(root.elements.filter { $0.name == "tighten" }, context) { element, _ in
      check(element, attributes: ["to"])
      return [.item(integer(element, "to") ?? 0)]
    }
  }
}
