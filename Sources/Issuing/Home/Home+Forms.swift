import Diagnostics
package import Forms
import Foundation
import Register

extension Home {
  /// Every form of the home; a file dropped into Templates/ is a further paper.
  package func readForms() throws(RunFailure) -> FormLibrary {
    try readSources([.form, .part]).forms()
  }

  /// The named form files together with the house's parts.
  package func readForms(files: [String]) throws(RunFailure) -> FormLibrary {
    var problems: [Diagnostic] = []
    var forms: [SourceFile] = []
    for path in files {
      do {
        forms.append(SourceFile(.form, name: shown(path), bytes: Data(try InputFile.bytes(at: path))))
      } catch {
        problems.append(error.diagnostic)
      }
    }
    if !problems.isEmpty { throw RunFailure(.badConfiguration, Refusal(problems)) }
    return try HouseSources(SourceSet(forms + readSources([.part]).set.files), home: self).forms()
  }
}
