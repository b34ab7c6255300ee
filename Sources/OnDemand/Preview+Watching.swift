import Diagnostics
import Glibc
import HostSystem
import House
package import Reporting

extension Preview {
  /// Writes the pictures once and reports their files.
  package func writePictures(_ console: Console) throws(RunFailure) -> ExitStatus {
    let pictures = try drawPictures()
    try pictures.writeFiles()
    console.notice(Self.writtenNotice(pictures))
    return .success
  }

  /// Writes the pictures again whenever a file changes that they are made from, until a stop signal comes. Faults are
  /// reported, and the last good pictures stay.
  package func watchFiles(_ console: Console) -> ExitStatus {
    StopSignal.listen()
    console.notice(
      LocalizedText(
        "様式・部品・規則・記録が変わるたびに作り直します。終わるにはCtrl-Cを押してください。",
        "Made again whenever form, parts, rules or record change; end with Ctrl-C."))
    var seen: [FileStamp] = []
    var shown: Set<String> = []
    while true {
      let stamps = self.stamps
      if stamps != seen {
        seen = stamps
        rewritePictures(replacing: &shown, console)
      }
      if let status = StopSignal.status { return status }
      usleep(Self.pause)
    }
  }

  /// - Parameter shown: the files of the last good pictures, which become those of the new ones.
  private func rewritePictures(replacing shown: inout Set<String>, _ console: Console) {
    do {
      let pictures = try drawPictures()
      try pictures.writeFiles()
      // When there are now fewer pages, no old page may be taken for one of these.
      for stale in shown.subtracting(pictures.paths) { unlink(stale) }
      shown = Set(pictures.paths)
      console.notice(Self.writtenNotice(pictures))
    } catch {
      console.report(error.diagnostics)
      if !shown.isEmpty { console.notice(LocalizedText("直前の絵はそのままです。", "The last good picture stays.")) }
    }
  }

  private static func writtenNotice(_ pictures: PreviewPictures) -> LocalizedText {
    let names = pictures.paths
    return LocalizedText("\(names.joined(separator: "、"))を書きました。", "Wrote \(names.joined(separator: ", ")).")
  }

  /// Microseconds between two comparisons of the files: short enough to seem immediate.
  private static let pause: UInt32 = 200_000

  /// The stamps of all files that the pictures are made from.
  private var stamps: [FileStamp] {
    ([form, records] + (home.templateFolders + [home.rules, home.fonts]).flatMap(Self.files)).map { FileStamp($0) }
  }

  private static func files(of folder: String) -> [String] {
    ((try? Folder(openingAt: folder).names()) ?? []).filter { !$0.hasPrefix(".") }.map { "\(folder)/\($0)" }
  }
}

/// What changes about a file when it is written or replaced. Stamps are compared several times a second instead of
/// waiting for a notice from the kernel, because there is none for files on a network disk.
private struct FileStamp: Equatable {
  let path: String
  private let inode: UInt
  private let size: Int
  private let seconds: Int
  private let nanoseconds: Int

  /// The stamp of a missing file differs from that of every existing one.
  init(_ path: String) {
    self.path = path
    var status = stat()
    let isThere = stat(path, &status) == 0
    inode = isThere ? UInt(status.st_ino) : 0
    size = isThere ? Int(status.st_size) : -1
    seconds = isThere ? Int(status.st_mtim.tv_sec) : 0
    nanoseconds = isThere ? Int(status.st_mtim.tv_nsec) : 0
  }
}
