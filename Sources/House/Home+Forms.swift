package import Forms
import Register
package import Reporting

extension Home {
  /// Every form of the home; a file dropped into Templates/ is a further paper.
  ///
  /// - Parameter wanted: ids of the forms to read; nil for all.
  package func readForms(wanted: [String]? = nil) throws(RunFailure) -> FormLibrary {
    try readSources([.form, .part, .image]).forms(wanted: wanted.map(Set.init))
  }

  /// The named form files together with the house's parts.
  package func readForms(files: [String]) throws(RunFailure) -> FormLibrary {
    try readSources([.part, .image], forms: files).forms()
  }
}
