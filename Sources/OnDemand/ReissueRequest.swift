package import Papers

/// What `reissue` is asked for.
package struct ReissueRequest: Sendable {
  package var number: String
  package var document: String
  /// Nil for the highest change count whose paper holds.
  package var change: Int?
  package var reason: String
  /// Who asks.
  package var by: String?
  /// Whether the copy is marked 再発行 with day and count.
  package var isMarked: Bool
  /// Whether a paper that does not come to the same bytes is issued all the same.
  package var acceptsChanges: Bool
  /// The passwords with which the paper is encrypted; a paper that was issued encrypted is not made again without.
  package var passwords: PasswordList?
  /// A file, or `-`.
  package var target: String

  package init(
    number: String, document: String, change: Int? = nil, reason: String, by: String?, isMarked: Bool = false,
    acceptsChanges: Bool = false,
    passwords: PasswordList? = nil, target: String
  ) {
    self.number = number
    self.document = document
    self.change = change
    self.reason = reason
    self.by = by
    self.isMarked = isMarked
    self.acceptsChanges = acceptsChanges
    self.passwords = passwords
    self.target = target
  }
}
