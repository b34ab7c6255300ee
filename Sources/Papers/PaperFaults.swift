import Drawing
import PDFSyntax
package import Reporting

// Faults of drawing and finishing are ours: no record should be able to cause one.

extension DrawingFault: RunFailureConvertible {
  package var runFailure: RunFailure { RunFailure(.internalFault, diagnostic) }
}

extension PDFFault: RunFailureConvertible {
  package var runFailure: RunFailure { RunFailure(.internalFault, diagnostic()) }
}
