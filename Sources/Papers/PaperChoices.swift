/// What a run asks for of its papers, beyond what the forms say.
package struct PaperChoices: Sendable {
  /// Whether the fields that a paper prints are attached to it as data.
  package var attachesRecord = false
  /// The passwords of the papers that are encrypted, by the paper's id.
  package var passwords: [String: PasswordList] = [:]
  /// Whether every paper's text is read back from its file before it is published.
  package var readsBack = true

  /// The papers, by id, that go into the run's print file besides; nil without one.
  package var printed: Set<String>?

  package init() {}
}
