import Diagnostics
package import Digests
package import Forms
import Foundation
import HostSystem
package import Register
package import Reporting
package import Surety
package import Typesetting

/// The files that papers are made from, and what a run reads out of them: forms, rules, fonts. They come from a home, or, years later, from
/// a register that kept them.
package struct HouseSources: Sendable {
  package let set: SourceSet
  /// Where font files are looked for; the list of fonts says by digest which ones are meant.
  private let fontFolders: [String]

  /// - Parameter home: where font files are looked for besides the system's folders.
  package init(_ set: SourceSet, home: Home) {
    self.set = set
    fontFolders = [home.fonts, FontFiles.system]
  }

  private func files(_ kind: SourceFile.Kind) -> [SourceFile] {
    set.files.filter { $0.kind == kind }
  }

  /// The forms, read and checked.
  ///
  /// - Parameter wanted: ids; nil for all. A fault in a form that is not wanted keeps nobody from the others.
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

  /// The fonts that fonts.json names, from Fonts/ or the system's font folders, each known by its SHA-256.
  package func fonts() throws(RunFailure) -> FontStore {
    let paths = FontFiles.files(in: fontFolders)
    do {
      return try FontStore(
        list: try FontList(json: files(.fonts).first.map { Array($0.bytes) } ?? [], file: "Fonts/fonts.json"),
        load: { name in paths[name].flatMap(FontBytes.mapping) },
        digest: Self.digest)
    } catch {
      throw RunFailure(.badConfiguration, error)
    }
  }

  private static func digest(of font: FontBytes) -> String {
    var digest = IncrementalDigest()
    font.readThrough { digest.update($0) }
    return digest.finalize().hexadecimal
  }

  /// The digest of each form by its id: of its file and of all parts and pictures, for a form may include any.
  package func formDigests(_ library: FormLibrary) -> [String: ContentDigest] {
    Dictionary(
      library.forms.map { form in (form.id, set.digest(ofForms: [form])) }, uniquingKeysWith: { first, _ in first })
  }
}

extension SourceSet {
  /// Of the files of these forms, and of all parts and pictures.
  package func digest(ofForms forms: [Form]) -> ContentDigest {
    SourceSet(forms.compactMap { self[$0.file] } + files.filter { $0.kind == .part || $0.kind == .image }).digest
  }
}
