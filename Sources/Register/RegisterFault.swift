/// Why the register did not do what was asked.
package struct RegisterFault: Error, Sendable, Hashable {
  package enum Reason: Sendable, Hashable {
    case missing
    /// A file is there, and it is no register of ours.
    case foreign
    /// Written by a later release.
    case newer(found: Int, known: Int)
    /// Written by an earlier release, and opened only to be read.
    case older(found: Int, known: Int)
    /// Another program holds it for longer than we wait.
    case busy
    /// Another run works on it.
    case running
    /// No right, no space, a read-only medium. The system's words.
    case notWritable(String)
    /// Opened to be read only, and asked to write.
    case readOnly
    /// The file is not what was written. SQLite's words, which hold no data.
    case damaged(String)
    case failed(String)
    /// A paper of this identity came in, or the holding one went, after the caller had looked.
    case overtaken(PaperIdentity)
    /// Nothing under this identity (or number) holds.
    case notIssued(number: String, change: Int?, document: String?)
    /// The paper holds, as one of the papers of a bundle.
    case inBundle(PaperIdentity)
    case voided(PaperIdentity)
    /// A reason is asked for by what a person does to a register.
    case noReason
    case keyNotKept(ContractIdentity)
    case sealingKeyMissing(ContractIdentity)
    case sealingKeyWrong(ContractIdentity)
    case unknownRun(String)
  }

  package var reason: Reason
  /// The register's file.
  package var path: String

  package init(_ reason: Reason, path: String) {
    self.reason = reason
    self.path = path
  }
}
