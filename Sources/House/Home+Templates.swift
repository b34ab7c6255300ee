import Digests
package import HostSystem

/// A file of Templates/: a form, or a part that forms include.
package struct TemplateFile: Sendable, Hashable {
  /// Relative to Templates/: `certificate.xml`, `house/foot.xml`.
  package var name: String
  /// The file that serves.
  package var path: String
  /// The installed file that does not serve because the house has one of its own.
  package var hidden: String?
}

/// Forms and parts come from two folders: Templates/, which is installed, and Templates/local/, which is the house's
/// own. A file of the house wins over an installed one of the same name, and no upgrade touches it. In the Debian
/// package Templates/local is a link to /etc/shosho/Templates.
extension Home {
  package var localTemplates: String { "\(templates)/local" }

  /// The folder of the parts and pictures that forms include, within Templates/ and Templates/local/.
  package static let parts = "house"

  /// The folder of the forms that become mails and no pages, within Templates/ and Templates/local/.
  package static let messages = "messages"

  /// The folders whose files are templates.
  package var templateFolders: [String] {
    [templates, localTemplates].flatMap { [$0, "\($0)/\(Self.parts)", "\($0)/\(Self.messages)"] }
  }

  /// The files directly in a folder of Templates/ whose names have this ending, sorted by bytes.
  ///
  /// - Parameter inner: `Home.parts`; nil for Templates/ itself.
  package func templateFiles(in inner: String? = nil, ending: String) throws(FileFault) -> [TemplateFile] {
    let end = inner.map { "/\($0)" } ?? ""
    var files: [String: TemplateFile] = [:]
    for folder in [templates + end, localTemplates + end] {
      // A home has Templates/, and need not have the others.
      if folder != templates, !InputFile.isFolder(folder) { continue }
      for file in try Folder(openingAt: folder).names() where file.hasSuffix(ending) && !file.hasPrefix(".") {
        let name = inner.map { "\($0)/\(file)" } ?? file
        files[name] = TemplateFile(name: name, path: "\(folder)/\(file)", hidden: files[name]?.path)
      }
    }
    return files.values.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// The names in Templates/ of the installed files that were changed since their installation. Empty in a home that
  /// was not installed.
  ///
  /// `Templates/shipped.sha256`, in the form of sha256sum(1), says what was installed.
  package func changedTemplates() throws(FileFault) -> Set<String> {
    let path = "\(templates)/shipped.sha256"
    guard InputFile.exists(path) else { return [] }
    var changed: Set<String> = []
    for line in String(decoding: try InputFile.bytes(at: path), as: UTF8.self).split(separator: "\n") {
      // "<64 digits>  <name>"
      let name = String(line.dropFirst(66))
      let file = "\(templates)/\(name)"
      guard let shipped = ContentDigest(hexadecimal: line.prefix(64)), InputFile.exists(file) else { continue }
      if try ContentDigest(ofFileAt: file) != shipped { changed.insert(name) }
    }
    return changed
  }
}
