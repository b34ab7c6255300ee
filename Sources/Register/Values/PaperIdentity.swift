/// What a record is about: contract number and change count.
package struct ContractIdentity: Sendable, Hashable {
  /// 保証契約番号, as the record has it.
  package var number: String
  /// 変更回数; 0 for the first certificate of a contract.
  package var change: Int

  package init(number: String, change: Int) {
    self.number = number
    self.change = change
  }
}

/// What makes a paper this paper and no other: contract number, change count, document.
package struct PaperIdentity: Sendable, Hashable {
  package var record: ContractIdentity
  /// The form's id: `certificate`, `key-notice`; or `bundle`.
  package var document: String

  package init(_ record: ContractIdentity, document: String) {
    self.record = record
    self.document = document
  }

  package init(number: String, change: Int, document: String) {
    self.init(ContractIdentity(number: number, change: change), document: document)
  }

  package var number: String { record.number }
  package var change: Int { record.change }
}
