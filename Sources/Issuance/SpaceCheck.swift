import Diagnostics
import Digests
import HostSystem
import Register
import Reporting

/// 空き容量の確認: whether the disk can hold what a run is about to write. It is asked before anything is issued, so that a
/// run for which there is no room is refused at once and not in the middle of the night.
package struct SpaceCheck: Sendable, Hashable {
  /// Papers still to be made, at most.
  var papers: Int
  /// Folders still to be made, at most: one a record.
  var folders: Int
  /// Mean length of a paper in bytes.
  var paperBytes: Int

  /// What a paper takes on the disk beside its bytes: the unused rest of its last block, its register row and its
  /// manifest line.
  static let overheadBytes = 6 * 1024
  /// A folder takes one block of the file system.
  static let folderBytes = 4 * 1024
  /// The length of a paper where none was issued yet: more than any of the forms in Templates/ needs.
  static let assumedPaperBytes = 64 * 1024

  /// A folder to which the run writes every paper, and what is free there.
  struct Target: Sendable, Hashable {
    var path: String
    var space: DiskSpace
  }

  /// Says which file system has too little room; nil when every one has enough.
  ///
  /// - Parameter targets: the output folder and the archive. When both are on one file system, it must hold two copies.
  func problem(_ targets: [Target]) -> Diagnostic? {
    for (index, target) in targets.enumerated()
    where !targets[..<index].contains(where: { $0.space.device == target.space.device }) {
      let copies = targets.count { $0.space.device == target.space.device }
      let bytes = (papers * (paperBytes + Self.overheadBytes) + folders * Self.folderBytes) * copies
      let files = (papers + folders) * copies
      if target.space.freeBytes < bytes {
        return problem(target.path, needed: Self.size(bytes), free: Self.size(target.space.freeBytes))
      }
      if let free = target.space.freeFiles, free < files {
        return problem(
          target.path, needed: LocalizedText("ファイル\(files)個", "\(files) files"),
          free: LocalizedText("\(free)個", "\(free)"))
      }
    }
    return nil
  }

  private func problem(_ path: String, needed: LocalizedText, free: LocalizedText) -> Diagnostic {
    .error(
      "run.space", at: SourceLocation(file: path),
      LocalizedText(
        "空き容量が足りません。書類\(papers)通におよそ\(needed.japanese)が要り、空きは\(free.japanese)です。何も発行していません。",
        "There is not enough space: \(papers) papers take about \(needed.english), and \(free.english) are free. "
          + "Nothing was issued."
      ),
      advice: LocalizedText(
        "空きを作ってください。多くが発行済みで要らないと分かっているなら、--no-space-checkで確かめずに始められます。",
        "Free some space; or, when most of it is known to be issued already, start without the check: --no-space-check."
      ))
  }

  /// `1.5 GB`, rounded up to a tenth.
  static func size(_ bytes: Int) -> LocalizedText {
    let unit = bytes >= 1_000_000_000 ? (1_000_000_000, "GB") : (1_000_000, "MB")
    let tenths = (bytes * 10 + unit.0 - 1) / unit.0
    let text = "\(tenths / 10).\(tenths % 10) \(unit.1)"
    return LocalizedText(text, text)
  }
}

extension InputScan {
  /// Refuses a run that the disk cannot hold. Papers that earlier runs over the same inputs issued into the same folder
  /// are there already and are not counted. Papers of other runs are counted although some of them may be unchanged,
  /// because before the second pass nobody knows which.
  ///
  /// - Parameters:
  ///   - records: how many of the records are the batch's.
  ///   - perRecord: how many papers a record has.
  func checkSpace(records: Int, papers perRecord: Int, output: Folder, register: BatchRegister) throws {
    let known = try register.papersOfSameInputs(inputs.map(\.digest))
    let papers = max(0, records * perRecord - known)
    let check = SpaceCheck(
      papers: papers, folders: (papers + perRecord - 1) / max(1, perRecord),
      paperBytes: try register.issueRegister.meanPaperBytes() ?? SpaceCheck.assumedPaperBytes)
    let targets = ([output.path] + [register.archive?.path].compactMap(\.self)).compactMap { path in
      DiskSpace(at: path).map { SpaceCheck.Target(path: path, space: $0) }
    }
    if let problem = check.problem(targets) { throw RunFailure(.cannotWrite, problem) }
  }
}

extension BatchRegister {
  /// How many valid papers stand in this folder that runs over the same inputs issued, this run included.
  fileprivate func papersOfSameInputs(_ inputs: [String]) throws(RegisterFault) -> Int {
    var count = 0
    for run in try issueRegister.runs(folder: folder) where run.inputs.map(\.digest.hexadecimal) == inputs {
      var filter = RowFilter()
      (filter.run, filter.state) = (run.id, .issued)
      count += try issueRegister.rowCount(filter)
    }
    return count
  }
}
