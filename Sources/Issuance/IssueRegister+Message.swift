import Fields
package import Papers
package import Register

extension IssueRegister {
  /// What a message said of its issue, as the register tells it: the papers that the contract had by the end of the run
  /// that made it, and the message that it replaced.
  package func messageIssue(of row: RegisterRow) throws(RegisterFault) -> MessageIssue {
    let identity = row.identity
    let papers = try history(number: identity.number, change: identity.change).filter {
      $0.action == .issue && ($0.sequence < row.sequence || $0.run == row.run)
    }
    let issues = try issues(of: row)
    let before = issues.dropLast().last?.paper.flatMap { CalendarDate(iso: $0.issuedOn) }
    return MessageIssue(papers: Set(papers.flatMap(\.papers)), version: issues.count, replacedOn: before)
  }
}
