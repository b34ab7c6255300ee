import Diagnostics
import Digests
import Register

extension Batch {
  /// Refuses a run that the disk cannot hold. Papers of earlier runs over the same inputs into the same folder are there already; of other
  /// records the survey does not know whether they were issued, so it counts them in.
  static func checkSpace(
    _ survey: InputScan, records: Int, papers perRecord: Int, output: Folder, register: BatchRegister
  ) throws {
    let known = try register.papersOfSameInputs(survey.inputs.map(\.digest))
    let papers = max(0, records * perRecord - known)
    let check = SpaceCheck(
      papers: papers, folders: (papers + perRecord - 1) / max(1, perRecord),
      paperBytes: try register.register.meanPaperBytes() ?? SpaceCheck.assumedPaperBytes)
    let targets = ([output.path] + [register.archive?.path].compactMap(\.self)).compactMap { path in
      DiskSpace(at: path).map { SpaceCheck.Target(path: path, space: $0) }
    }
    if let problem = check.problem(targets) { throw RunFailure(.cannotWrite, problem) }
  }
}

extension BatchRegister {
  /// Papers that hold and were issued into this folder by runs over the same inputs, this one included.
  fileprivate func papersOfSameInputs(_ inputs: [String]) throws(RegisterFault) -> Int {
    var count = 0
    for run in try register.runs(folder: folder) where run.inputs.map(\.digest.hexadecimal) == inputs {
      var filter = RowFilter()
      (filter.run, filter.state) = (run.id, .issued)
      count += try register.rowCount(filter)
    }
    return count
  }
}
