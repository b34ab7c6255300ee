import Fields

/// A message of plain text before the values of a record are known: `<message>`, a form that becomes a mail and no page.
struct MessageTemplate: Sendable {
  /// The values that are the addresses, and the names of who has them.
  var from: Mailbox
  var to: Mailbox
  var subject: Template
  /// Subjects that take the place of `subject` on a condition; the last that holds is taken.
  var subjects: [Branch<Template>]
  /// Each is a line or, where it has line breaks, several.
  var paragraphs: [Branch<ParagraphTemplate>]

  struct Mailbox: Sendable {
    var address: FieldPath
    var name: FieldPath
  }
}

/// A message with a record's values. Paragraphs are parted by an empty line.
package struct FilledMessage: Sendable, Hashable {
  /// An address with its name, as the values state them; the address is nil when there is no such value.
  package struct Mailbox: Sendable, Hashable {
    /// The catalogue's path of the address, for messages about it.
    package var field: String
    package var address: String?
    package var name: String
  }

  package var from: Mailbox
  package var to: Mailbox
  package var subject: String
  package var text: String
}
