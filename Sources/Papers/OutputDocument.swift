package import Forms
import Register

/// What one file of a run is made of: one form or, for a bundle, several.
package struct OutputDocument: Sendable {
  /// What file names, manifests and the register call it: its form's id, or `bundle`.
  package let id: String
  /// The forms, in the order in which their papers stand in the file.
  package let forms: [Form]

  package init(_ form: Form) {
    (id, forms) = (form.id, [form])
  }

  /// - Parameter forms: two or more, none of which prints the authentication key.
  init(bundle forms: [Form]) {
    (id, self.forms) = (Bundle.document, forms)
  }

  package var isBundle: Bool { forms.count > 1 }

  /// The form when the file is a message.
  package var message: Form? { forms.first { $0.isMessage } }

  /// The end of the name of a message's file.
  package static let messageExtension = "eml"

  /// What manifests and the register call the form that it is made by: its id; of a bundle `certificate+premium-sheet`.
  package var form: String { Bundle.form(of: forms.map(\.id)) }

  /// The form's edition. A bundle has the sum of its forms' editions, which rises with each of them.
  var edition: Int { forms.reduce(0) { $0 + $1.edition } }

  /// Whether the authentication key stands on it.
  package var printsSecret: Bool { forms.contains(where: \.printsSecret) }
}
