import Diagnostics
import Foundation
import HostSystem
package import Register
package import Reporting

extension Home {
  /// Reads the files that papers are made from; all that cannot be read come back together.
  ///
  /// - Parameter forms: form files by their paths, besides those of the home.
  package func readSources(
    _ kinds: [SourceFile.Kind] = SourceFile.Kind.allCases, forms: [String] = []
  ) throws(RunFailure) -> HouseSources {
    var problems: [Diagnostic] = []
    var files: [SourceFile] = []
    func read(_ kind: SourceFile.Kind, _ path: String) throws(FileFault) {
      files.append(SourceFile(kind, name: shown(path), bytes: Data(try InputFile.bytes(at: path))))
    }
    for path in forms {
      do { try read(.form, path) } catch { problems.append(error.diagnostic) }
    }
    for kind in kinds {
      do {
        for path in try paths(of: kind) { try read(kind, path) }
      } catch {
        problems.append(error.diagnostic)
      }
    }
    if !problems.isEmpty { throw RunFailure(.badConfiguration, problems) }
    return HouseSources(SourceSet(files), home: self)
  }

  private func paths(of kind: SourceFile.Kind) throws(FileFault) -> [String] {
    switch kind {
    case .form: try files(in: templates, ending: ".xml")
    case .part: InputFile.isFolder(partsFolder) ? try files(in: partsFolder, ending: ".xml") : []
    case .image: InputFile.isFolder(partsFolder) ? try files(in: partsFolder, ending: ".png") : []
    case .rules: ["issuer.json", "orderers.json", "tariffs.json"].map { "\(rules)/\($0)" }
    case .fonts: [fontList]
    }
  }

  /// The house's parts, which forms include, and its pictures: `Templates/house/*.xml` and `*.png`.
  package var partsFolder: String { "\(templates)/house" }

  /// Paths of the files with an ending directly in `folder`, sorted by bytes.
  private func files(in folder: String, ending: String) throws(FileFault) -> [String] {
    try Folder(openingAt: folder).names().filter { $0.hasSuffix(ending) && !$0.hasPrefix(".") }.map {
      "\(folder)/\($0)"
    }
  }
}
