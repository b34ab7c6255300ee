/// How a record of a batch stands to what the register holds.
package enum RegisterStatus: Sendable {
  /// Some papers were voided; the row is one of them. Nothing of this identity is issued again under these documents.
  case voided(RegisterRow)
  /// A wanted paper holds in another file: alone where a bundle is wanted, or in another bundle; the row is that file's.
  case elsewhere(RegisterRow)
  /// None of the wanted papers was issued.
  case new
  /// All wanted papers hold, with the same content; the rows are theirs, in the order of the documents.
  case unchanged([RegisterRow])
  /// Some of the wanted papers hold, with the same content; the others were never issued.
  case incomplete(holding: [RegisterRow])
  /// Some papers hold, made of another content.
  case changed(holding: [RegisterRow], differences: [RecordDifference])
}
