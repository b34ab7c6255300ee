import Diagnostics
package import Forms

extension Home {
  /// The house's parts, which forms include: `Templates/house/*.xml`.
  private var partsFolder: String { "\(templates)/house" }

  /// Every form of the home; a file dropped into Templates/ is a further paper.
  package func readForms() throws(RunFailure) -> FormLibrary {
    try readForms(files: try xmlFiles(in: templates))
  }

  /// The named form files together with the house's parts.
  package func readForms(files: [String]) throws(RunFailure) -> FormLibrary {
    var problems: [Diagnostic] = []
    func sources(_ paths: [String]) -> [FormSource] {
      var sources: [FormSource] = []
      for path in paths {
        do {
          sources.append(FormSource(name: shown(path), bytes: try InputFile.bytes(at: path)))
        } catch {
          problems.append(error.diagnostic)
        }
      }
      return sources
    }
    let forms = sources(files)
    let parts = sources(InputFile.isFolder(partsFolder) ? try xmlFiles(in: partsFolder) : [])
    if !problems.isEmpty { throw RunFailure(.badConfiguration, Refusal(problems)) }
    do {
      return try FormLibrary(forms: forms, parts: parts)
    } catch {
      throw RunFailure(.badConfiguration, error)
    }
  }

  /// Paths of the XML files directly in `folder`, sorted by bytes.
  private func xmlFiles(in folder: String) throws(RunFailure) -> [String] {
    do {
      return try Folder(openingAt: folder).names().filter { $0.hasSuffix(".xml") && !$0.hasPrefix(".") }.map { "\(folder)/\($0)" }
    } catch {
      throw RunFailure(.badConfiguration, error.diagnostic)
    }
  }
}
