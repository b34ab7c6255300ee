import Diagnostics
package import Forms
package import Reporting

/// Which forms a run uses: those that `--documents` names, else those that shosho.json names, else all of the home.
package enum FormChoice {
  /// The forms with these ids, in the library's order; all forms of pages when `ids` is nil.
  ///
  /// - Throws: exit 64 for an unknown id or an empty list, 78 when the library has no forms.
  package static func forms(_ ids: [String]?, of library: FormLibrary) throws(RunFailure) -> [Form] {
    if library.ids.isEmpty {
      throw RunFailure(
        .badConfiguration, .error("forms.none", LocalizedText("Templates/に様式がありません。", "Templates/ holds no form.")))
    }
    guard let ids else { return library.forms }
    let known = library.ids
    let problems = ids.filter { !known.contains($0) }.map { id in
      Diagnostic.error(
        "documents.unknown",
        LocalizedText("\(Echo.quoted(id))という書類はありません。", "There is no document \(Echo.quoted(id))."),
        advice: Nearest.name(to: id, among: known).map { LocalizedText("\($0)のことですか。", "Did you mean \($0)?") }
          ?? LocalizedText(
            "書類は \(known.joined(separator: "、")) です。", "The documents are \(known.joined(separator: ", "))."))
    }
    if !problems.isEmpty { throw RunFailure(.usage, problems) }
    if ids.isEmpty {
      throw RunFailure(.usage, .error("documents.none", LocalizedText("書類が一つも選ばれていません。", "No document is chosen.")))
    }
    return library.all.filter { ids.contains($0.id) }
  }
}
