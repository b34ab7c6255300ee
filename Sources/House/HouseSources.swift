import Diagnostics
package import Digests
package import Forms
import Foundation
import HostSystem
package import Register
package import Reporting
package import Rules
package import Typesetting

/// The files that papers are made from, and the forms, rules and fonts that are read out of them. The files come from a
/// home or, years later, from the register that kept them.
///
///     let sources = try home.readSources()
///     let rules = try sources.rules()
///     let forms = try sources.forms(wanted: ["certificate"])
package struct HouseSources: Sendable {
  package let set: SourceSet
  /// Where to look for font files. Which of them are meant, the list of fonts says by their digests.
  private let fontFolders: [String]

  /// - Parameter home: its Fonts/ is searched for font files, and then the system's folder.
  package init(_ set: SourceSet, home: Home) {
    self.init(set, fontFolders: [home.fonts, FontFiles.system])
  }

  init(_ set: SourceSet, fontFolders: [String]) {
    (self.set, self.fontFolders) = (set, fontFolders)
  }

  private func files(_ kind: SourceFile.Kind) -> [SourceFile] {
    set.files.filter { $0.kind == kind }
  }

  /// The forms, read and checked.
  ///
  /// - Parameter wanted: ids of the forms to read; nil for all. Faults in other forms are then no failure.
  package func forms(wanted: Set<String>? = nil) throws(RunFailure) -> FormLibrary {
    func sources(_ kind: SourceFile.Kind) -> [FormSource] {
      files(kind).map { FormSource(name: $0.name, bytes: Array($0.bytes)) }
    }
    do {
      return try FormLibrary(forms: sources(.form), parts: sources(.part), images: sources(.image), wanted: wanted)
    } catch {
      throw RunFailure(.badConfiguration, error)
    }
  }

  /// The three rules files, read and checked together.
  package func rules() throws(RunFailure) -> Rulebook {
    func file(_ name: String) -> Rulebook.File {
      let name = "Rules/\(name)"
      return Rulebook.File(name: name, bytes: set[name].map { Array($0.bytes) } ?? [])
    }
    do {
      return try Rulebook(issuer: file("issuer.json"), orderers: file("orderers.json"), tariffs: file("tariffs.json"))
    } catch {
      throw RunFailure(.badConfiguration, error)
    }
  }

  /// The files of the fonts that fonts.json lists, found in Fonts/ or the system's folder by name.
  package func installedFonts() throws(RunFailure) -> InstalledFonts {
    do {
      let list = try FontList(json: files(.fonts).first.map { Array($0.bytes) } ?? [], file: "Fonts/fonts.json")
      return InstalledFonts(list: list, folders: fontFolders)
    } catch {
      throw RunFailure(.badConfiguration, error)
    }
  }

  /// The same fonts for use, if every file is an edition that the list names.
  package func fonts() throws(RunFailure) -> FontStore {
    try installedFonts().store()
  }

  /// The digest of each form by its id, taken of its file and of all parts and pictures, since a form may include any
  /// of them.
  package func formDigests(_ library: FormLibrary) -> [String: ContentDigest] {
    Dictionary(
      library.all.map { form in (form.id, set.digest(ofForms: [form])) }, uniquingKeysWith: { first, _ in first })
  }
}

extension SourceSet {
  /// The same files, with the list of fonts reduced to the editions that are in use. A list that names one edition for
  /// each face already stays as it was written.
  package func stating(_ used: FontList) -> SourceSet {
    SourceSet(
      files.map { file in
        guard file.kind == .fonts, (try? FontList(json: file.bytes, file: file.name)) != used else { return file }
        return SourceFile(.fonts, name: file.name, bytes: Data(used.json.utf8))
      })
  }

  /// The digest of the files of these forms and of all parts and pictures.
  package func digest(ofForms forms: [Form]) -> ContentDigest {
    SourceSet(forms.compactMap { self[$0.file] } + files.filter { $0.kind == .part || $0.kind == .image }).digest
  }
}

extension Home {
  /// Reads the files that papers are made from. If some cannot be read, the failure (exit 78) names all of them.
  ///
  /// - Parameters:
  ///   - kinds: the kinds of files of the home to read.
  ///   - forms: paths of further form files.
  package func readSources(
    _ kinds: [SourceFile.Kind] = SourceFile.Kind.allCases, forms: [String] = []
  ) throws(RunFailure) -> HouseSources {
    var problems: [Diagnostic] = []
    var files: [SourceFile] = []
    func readFile(_ kind: SourceFile.Kind, _ path: String) throws(FileFault) {
      files.append(SourceFile(kind, name: nameInHome(of: path), bytes: Data(try InputFile.bytes(at: path))))
    }
    for path in forms {
      do { try readFile(.form, path) } catch { problems.append(error.diagnostic) }
    }
    for kind in kinds {
      do {
        for path in try paths(of: kind) { try readFile(kind, path) }
      } catch {
        problems.append(error.diagnostic)
      }
    }
    if !problems.isEmpty { throw RunFailure(.badConfiguration, problems) }
    return HouseSources(SourceSet(files), home: self)
  }

  private func paths(of kind: SourceFile.Kind) throws(FileFault) -> [String] {
    switch kind {
    case .form:
      try templateFiles(ending: ".xml").map(\.path) + templateFiles(in: Self.messages, ending: ".xml").map(\.path)
    case .part: try templateFiles(in: Self.parts, ending: ".xml").map(\.path)
    case .image: try templateFiles(in: Self.parts, ending: ".png").map(\.path)
    case .rules: ["issuer.json", "orderers.json", "tariffs.json"].map { "\(rules)/\($0)" }
    case .fonts: [fontList]
    }
  }

  /// Reads the forms of the home. Every file in Templates/ is one, and every file in Templates/local/.
  ///
  /// - Parameter wanted: ids of the forms to read; nil for all.
  package func readForms(wanted: [String]? = nil) throws(RunFailure) -> FormLibrary {
    try readSources([.form, .part, .image]).forms(wanted: wanted.map(Set.init))
  }

  /// Reads these form files, with the parts and pictures of the home.
  package func readForms(files: [String]) throws(RunFailure) -> FormLibrary {
    try readSources([.part, .image], forms: files).forms()
  }

  /// Reads the rules of the home.
  package func readRules() throws(RunFailure) -> Rulebook {
    try readSources([.rules]).rules()
  }

  /// Reads the list of fonts of the home, and finds the fonts that it names.
  package func readFonts() throws(RunFailure) -> FontStore {
    try installedFonts().store()
  }

  /// Reads the list of fonts of the home, and finds its files, whatever they are.
  package func installedFonts() throws(RunFailure) -> InstalledFonts {
    try readSources([.fonts]).installedFonts()
  }
}
