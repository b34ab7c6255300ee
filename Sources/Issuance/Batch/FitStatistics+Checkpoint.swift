import Diagnostics
import StrictJSON

extension FitStatistics {
  /// The tally with its scales to the last bit, kept in the register with every chunk of a run: a run that goes on goes on counting there.
  var checkpoint: String {
    func exact(_ scale: Double) -> String { "\(scale)" }
    return JSONWriter.object([("forms", json(scale: exact)), ("tightest", tightestJSON(scale: exact))])
  }

  /// The tally as it was; an empty one when there is none, or none that can be read.
  init(checkpoint: String?) {
    let node = checkpoint.flatMap { try? JSONParser.parse($0.utf8) }
    self.init(node?["forms"], tightest: node?["tightest"])
  }
}
