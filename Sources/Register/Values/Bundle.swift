/// 合冊: several papers of a record in one file, as the register knows it. Such a file has one row, as a single paper has.
package enum Bundle {
  /// The document of such a row. No form has this id.
  package static let document = "bundle"

  /// What a row names as the form of its paper: the ids of the forms in their order. Of one id this is the id.
  package static func form(of ids: [String]) -> String { ids.joined(separator: "+") }

  /// The document of a file that was made by such a form.
  package static func document(ofForm form: String) -> String { form.contains("+") ? document : form }

  /// The papers in a file: one, or those of a bundle in their order.
  static func papers(of document: String, form: String) -> [String] {
    document == Bundle.document ? ids(in: form) : [document]
  }

  /// The ids in the form that a row names.
  package static func ids(in form: String) -> [String] { form.split(separator: "+").map(String.init) }
}

extension RegisterRow {
  /// The ids of the papers that the row's file holds: one, or those of a bundle in their order.
  package var papers: [String] {
    Bundle.papers(of: identity.document, form: paper?.form ?? "")
  }
}
