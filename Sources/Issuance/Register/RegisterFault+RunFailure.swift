import Register
package import Reporting

/// What a fault of the register means for the command.
extension RegisterFault: RunFailureConvertible {
  package var runFailure: RunFailure {
    let status: ExitStatus =
      switch kind {
      case .busy: .tryAgainLater
      case .notWritable: .cannotWrite
      case .missing: .noInput
      case .refused: .recordsRejected
      case .unusable: .badConfiguration
      case .failed: .internalFault
      }
    return RunFailure(status, diagnostic)
  }
}
