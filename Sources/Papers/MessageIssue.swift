package import Fields

/// What a message to the contractor says of its issue beyond the record: which papers it announces, and whether it takes
/// the place of an earlier message.
package struct MessageIssue: Sendable, Hashable {
  /// Ids of the papers, those of a bundle each by itself.
  package var papers: Set<String>
  /// 1 for the first message about a record, 2 for the one that replaces it.
  package var version: Int
  /// The day of the message that this one replaces; nil for the first.
  package var replacedOn: CalendarDate?

  package init(papers: Set<String>, version: Int = 1, replacedOn: CalendarDate? = nil) {
    (self.papers, self.version, self.replacedOn) = (papers, version, replacedOn)
  }

  /// Every paper of the house, for a message that is only looked at.
  package static let preview = MessageIssue(papers: Set(paths.map(\.document)))

  /// The house's papers by their ids, and the value that says whether one of them is announced.
  fileprivate static let paths = [
    (document: "certificate", path: "issue.certificate"), (document: "key-notice", path: "issue.keyNotice"),
    (document: "customer-copy", path: "issue.customerCopy"), (document: "premium-sheet", path: "issue.premiumSheet"),
  ]
}

extension ValueTree {
  /// Sets `issue.*`.
  package mutating func setIssue(_ issue: MessageIssue) {
    for (document, path) in MessageIssue.paths { set(path, to: .flag(issue.papers.contains(document))) }
    set("issue.version", to: issue.replacedOn == nil ? nil : .integer(Int64(issue.version)))
    set("issue.replacedOn", to: issue.replacedOn.map(Value.date))
  }

  /// Whether `setIssue` was called.
  var hasIssue: Bool { self["issue.certificate"] != nil }

  /// The Message-ID of a message of this tree without its domain, and that of the one which it replaces.
  ///
  /// ```
  /// 44-07-0012345-00.notification.2025-06-20      the first
  /// 44-07-0012345-00.notification.2025-06-25.2    what replaces it
  /// ```
  func messageIdentifiers(contract: String, form: String, day: CalendarDate) -> (own: String, replaced: String?) {
    func identifier(_ day: CalendarDate, _ version: Int64) -> String {
      "\(contract).\(form).\(day.iso)" + (version > 1 ? ".\(version)" : "")
    }
    guard case .integer(let version)? = self["issue.version"], case .date(let before)? = self["issue.replacedOn"] else {
      return (identifier(day, 1), nil)
    }
    return (identifier(day, version), identifier(before, version - 1))
  }
}
