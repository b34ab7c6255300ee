import Diagnostics
import HostSystem

/// 空き容量の確認: whether the disk can take what a run is about to write, asked before the start. A run that would fill it in the middle of
/// the night is refused at once instead, with nothing issued.
package struct SpaceCheck: Sendable, Hashable {
  /// Papers still to be made, at most.
  var papers: Int
  /// Folders still to be made, at most: one a record.
  var folders: Int
  /// Mean length of a paper in bytes.
  var paperBytes: Int

  /// What a paper takes beside its bytes: the rest of its last block, its register row and its manifest line.
  static let overheadBytes = 6 * 1024
  static let folderBytes = 4 * 1024
  /// Where nothing was issued yet: more than a paper of the house's forms has.
  static let assumedPaperBytes = 64 * 1024

  /// A place to which the run writes, and how many copies of the papers go there.
  struct Target: Sendable, Hashable {
    var path: String
    var space: DiskSpace
  }

  /// The first file system that cannot hold its share; nil when all can.
  ///
  /// - Parameter targets: output folder and archive; on one file system their needs add up.
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
        "There is not enough space: \(papers) papers take about \(needed.english), and \(free.english) are free. Nothing was issued."
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
