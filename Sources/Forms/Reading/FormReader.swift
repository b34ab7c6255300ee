import Diagnostics
import Fields
import Layout
import StrictXML
import Typesetting

/// Reads one form from its XML elements into a `Form`, and checks it: its grammar, the styles and measures that it
/// names, the paths of values, the formatters behind them, and whether the longest values fit their boxes.
///
/// Reading never stops at a fault. Each is added to `diagnostics` with its position, something harmless stands in its
/// place, and reading goes on, so that the author of a form sees all faults at once. The order is: definitions
/// (`<styles>`, `<measures>`, `<page>`), then what stands on the page, then what was defined and never used. Each
/// subject has a file:
///
/// - `+Page`: styles, measures, the page, marks, titles and the blocks of the flow
/// - `+Boxes`: boxes at fixed positions, pictures among them
/// - `+Tables` and `+Cells`: tables with their columns, groups and rows, and the cells of a row
/// - `+Text`: paragraphs, and whether their longest values fit
/// - `+Templates`: text with `{{ values }}` in it
/// - `+Conditions`: `<when>` and `<each>`
/// - `+Attributes`: lengths, numbers, colours and keywords
///
/// What is known of the record at a point of the form goes down with the calls as a `ReadingContext`.
final class FormReader {
  /// The version of the form language: `version=` of the root element must be this number. It changes when forms
  /// written for an older program would be read differently. The edition of a form is something else (`Form.edition`).
  static let grammarVersion = 1

  private(set) var diagnostics: [Diagnostic] = []
  /// Catalogue paths of the values used so far, in order of first use.
  private var paths: [String] = []

  // Definitions by their names, and where those stand that nothing has used yet.
  var colours: [String: Colour] = [:]
  var styles: [String: Style] = [:]
  var measures: [String: SteppedLength] = [:]
  /// Styles that the form itself defines; one that stays unused is a fault.
  var unusedStyles: [String: SourceLocation] = [:]
  var unusedMeasures: [String: SourceLocation] = [:]
  /// Styles defined by parts of the house, which any form may use, and all that this form uses. `FormLibrary` compares
  /// them.
  var houseStyles: [String: SourceLocation] = [:]
  var usedStyles: Set<String> = []

  let images: HouseImages
  /// Whether the form may print the authentication key.
  private(set) var printsSecret = false
  /// Catalogue paths of the values whose variation sequences may be drawn as their base characters.
  private(set) var baseForms: Set<String> = []
  /// Whether the form's page has a baseline grid.
  var hasGrid = false
  /// Left and right edge of running text, for elements that name none. The defaults are the margins of the house's
  /// papers.
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

  /// Notes that the form uses the value at a path of the catalogue.
  func recordPath(_ path: String) {
    if !paths.contains(path) { paths.append(path) }
  }

  /// The form of a root element in which all includes are resolved; nil when it has faults, which are then in
  /// `diagnostics`.
  func readForm(_ root: XMLElement) -> Form? {
    guard root.name == "form" else {
      report("form.root", root.location, "ルート要素は form でなければなりません。", "The root element must be form.")
      return nil
    }
    checkAttributes(of: root, allowed: ["id", "version", "edition", "title", "lang", "secret", "base-forms"])
    guard checkVersion(root) else { return nil }
    printsSecret = root.attribute("secret")?.value == "key"
    baseForms = readBaseForms(root)
    // What comes from a file of the house serves all forms and need not be used by this one.
    for element in root.elements where element.name == "styles" {
      readStyles(element, isOwn: element.location.file == root.location.file)
    }
    for element in root.elements where element.name == "measures" {
      readMeasures(element, isOwn: element.location.file == root.location.file)
    }
    let context = ReadingContext()
    let page = readPage(root)
    let title = template(root, "title", context)
    let id = readID(root)
    let edition = integer(root, "edition") ?? 1
    let sections = [
      "styles", "measures", "page", "marks", "every", "first", "later", "continued", "last", "flow", "tighten", "title",
    ]
    for element in root.elements where !sections.contains(element.name) {
      reportUnknownElement(element, allowed: sections)
    }
    let form = Form(
      id: id, file: root.location.file, edition: edition, printsSecret: printsSecret, paths: [], title: title,
      titles: readTitles(root, context), width: page.width, height: page.height,
      steps: (measures.values.map(\.steps) + [1]).max() ?? 1,
      tightening: readTightening(root, context), marks: readMarks(root, context),
      everyPage: readBoxes(of: "every", in: root, context), firstPage: readBoxes(of: "first", in: root, context),
      laterPages: readBoxes(of: "later", in: root, context),
      continuedPages: readBoxes(of: "continued", in: root, context),
      lastPage: readBoxes(of: "last", in: root, context),
      flow: readFlow(root, context).map { $0.map { $0.named() } },
      laterTop: page.laterTop, floor: page.floor, grid: page.grid)
    reportUnusedDefinitions()
    return finish(form)
  }

  /// The form with the paths that were met; nil when a fault was reported.
  func finish(_ form: Form) -> Form? {
    var form = form
    form.paths = paths
    return diagnostics.contains { $0.severity == .error } ? nil : form
  }

  /// Reports a version of the form language that is not this program's.
  func checkVersion(_ root: XMLElement) -> Bool {
    guard root.attribute("version")?.value == String(Self.grammarVersion) else {
      let found = root.attribute("version")?.value ?? "－"
      report(
        "form.version", root.location(of: "version"),
        "様式の文法の版は\(Self.grammarVersion)が必要ですが、\(Echo.quoted(found))です。",
        "The form's grammar must be version \(Self.grammarVersion), but is \(Echo.quoted(found)).",
        advice: LocalizedText(
          "この版のプログラムに合う様式を使うか、文法の変わった点を直してください。",
          "Use a form of this program's version, or mend what the grammar changed."))
      return false
    }
    return true
  }

  func readID(_ root: XMLElement) -> String {
    let id = root.attribute("id")?.value ?? ""
    let isAllowed = id.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
    if id.isEmpty || !isAllowed || id.utf8.count > 40 {
      report(
        "form.id", root.location(of: "id"), "idは英小文字・数字・ハイフンで40文字までです。",
        "The id must be up to 40 lower-case letters, digits and hyphens.")
    }
    // Manifests and registers have this word for a file that holds several papers.
    if id == "bundle" {
      report("form.id", root.location(of: "id"), "idをbundleにはできません。", "The id cannot be bundle.")
    }
    return id
  }

  /// `base-forms="contractor.name …"`: fields in which a variation sequence that no font has may be drawn as its base
  /// character.
  private func readBaseForms(_ root: XMLElement) -> Set<String> {
    let names = (root.attribute("base-forms")?.value ?? "").split(separator: " ").map(String.init)
    for name in names {
      guard let field = Catalogue.field(at: name) else {
        reportUnknownPath(name, root.location(of: "base-forms"), ReadingContext())
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

  /// The boxes of `<every>`, `<first>`, `<later>`, `<continued>` or `<last>`.
  private func readBoxes(of section: String, in root: XMLElement, _ context: ReadingContext) -> [Branch<BoxTemplate>] {
    root.elements.filter { $0.name == section }.flatMap { readBranches($0.elements, context, item: readBox) }
      .map { $0.map { $0.named() } }
  }

  /// `<tighten to="1"/>`, mostly on a condition: the step of tightening at which layout begins.
  private func readTightening(_ root: XMLElement, _ context: ReadingContext) -> [Branch<Int>] {
    readBranches(root.elements.filter { $0.name == "tighten" }, context) { element, _ in
      checkAttributes(of: element, allowed: ["to"])
      return [.item(integer(element, "to") ?? 0)]
    }
  }

  private func reportUnusedDefinitions() {
    for (name, location) in Self.sortedByLine(unusedStyles) {
      report("form.style.unused", location, Self.unusedStyle(name).japanese, Self.unusedStyle(name).english)
    }
    for (name, location) in Self.sortedByLine(unusedMeasures) {
      report(
        "form.measure.unused", location, "寸法 \(Echo.quoted(name)) はどこにも使われていません。",
        "Measure \(Echo.quoted(name)) is not used.")
    }
  }

  static func unusedStyle(_ name: String) -> LocalizedText {
    LocalizedText("書式 \(Echo.quoted(name)) はどこにも使われていません。", "Style \(Echo.quoted(name)) is not used.")
  }

  static func sortedByLine(_ definitions: [String: SourceLocation]) -> [(key: String, value: SourceLocation)] {
    definitions.sorted { ($0.value.line ?? 0, $0.key) < ($1.value.line ?? 0, $1.key) }
  }
}
