extension RegisterRow {
  /// What stands before the first row.
  static let chainStart = ContentDigest(of: "shosho register 1")

  /// The chain digest that this row must have after a row with `previous`. State and endedBy are left out: they change, and follow from
  /// later rows. The order of values is part of the file format (Documentation/register.md).
  ///
  /// - Parameter key: the keyed digest of the record's key.
  func chainDigest(after previous: ContentDigest, key: ContentDigest?) -> ContentDigest {
    var input = ChainInput()
    input.add(previous)
    input.add(sequence)
    input.add(action.rawValue)
    input.add(target)
    input.add(identity.number)
    input.add(identity.change)
    input.add(identity.document)
    input.add(recordedAt)
    input.add(run)
    input.add(mark)
    input.add(reason)
    input.add(by)
    if let paper {
      input.add(paper.form)
      input.add(paper.edition)
      input.add(paper.formDigest)
      input.add(paper.recordDigest)
      input.add(key)
      input.add(paper.configuration)
      input.add(paper.rulesDigest)
      input.add(paper.fontsDigest)
      input.add(paper.format)
      input.add(paper.issuedOn)
      input.add(paper.path)
      input.add(paper.digest)
      input.add(paper.bytes)
      input.add(paper.pages)
      // Rows from before there was another way to deliver keep their digests.
      if paper.delivery != Delivery() {
        input.add(paper.delivery.hasRecord ? 1 : 0)
        input.add(paper.delivery.unprotected)
      }
    }
    return input.digest
  }
}
