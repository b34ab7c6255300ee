import Diagnostics
import Foundation
package import Register

extension Home {
  /// Reads the files that papers are made from; all that cannot be read come back together.
  package func readSources(_ kinds: [SourceFile.Kind] = SourceFile.Kind.allCases) throws(RunFailure) -> HouseSources {
    var problems: [Diagnostic] = []
    var files: [SourceFile] = []
    for kind in kinds {
      do {
        for path in try paths(of: kind) {
          files.append(SourceFile(kind, name: shown(path), bytes: Data(try InputFile.bytes(at: path))))
        }
      } catch {
        problems.append(error.diagnostic)
      }
    }
    if !problems.isEmpty { throw RunFailure(.badConfiguration, Refusal(problems)) }
    return HouseSources(SourceSet(files), home: self)
  }

  private func paths(of kind: SourceFile.Kind) throws(FileFault) -> [String] {
    switch kind {
    case .form: try xmlFiles(in: templates)
    case .part: InputFile.isFolder(partsFolder) ? try xmlFiles(in: partsFolder) : []
    case .rules: ["issuer.json", "orderers.json", "tariffs.json"].map { "\(rules)/\($0)" }
    case .fonts: [fontList]
    }
  }

  /// The house's parts, which forms include: `Templates/house/*.xml`.
  var partsFolder: String { "\(templates)/house" }

  /// Paths of the XML files directly in `folder`, sorted by bytes.
  private func xmlFiles(in folder: String) throws(FileFault) -> [String] {
    try Folder(openingAt: folder).names().filter { $0.hasSuffix(".xml") && !$0.hasPrefix(".") }.map { "\(folder)/\($0)" }
  }
}
