import Diagnostics
package import Register
import Reporting

extension RunFailure {
  /// What a fault of the register means for the command.
  package init(_ fault: RegisterFault) {
    self.init(Self.status(of: fault.kind), fault.diagnostic)
  }

  private static func status(of kind: RegisterFault.Kind) -> ExitStatus {
    switch kind {
    case .busy: .tryAgainLater
    case .notWritable: .cannotWrite
    case .missing: .noInput
    case .refused: .recordsRejected
    case .unusable: .badConfiguration
    case .failed: .internalFault
    }
  }
}
