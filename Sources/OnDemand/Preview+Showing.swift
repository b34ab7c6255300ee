import Diagnostics
import Glibc
import HostSystem
package import Reporting

extension Preview {
  /// Writes the pictures once.
  package func show(_ console: Console) throws(RunFailure) -> ExitStatus {
    let pictures = try look()
    try pictures.write()
    console.notice(Self.written(pictures))
    return .success
  }

  /// Writes them again whenever a file changes that they are made from, until a signal ends it. A fault is said with its place, and
  /// the last good pictures stay.
  package func watch(_ console: Console) -> ExitStatus {
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
        again(&shown, console)
      }
      if let status = StopSignal.status { return status }
      usleep(Self.pause)
    }
  }

  private func again(_ shown: inout Set<String>, _ console: Console) {
    do {
      let pictures = try look()
      try pictures.write()
      // A page that is no more must not be taken for one of this look.
      for stale in shown.subtracting(pictures.paths) { unlink(stale) }
      shown = Set(pictures.paths)
      console.notice(Self.written(pictures))
    } catch {
      console.report(error.diagnostics)
      if !shown.isEmpty { console.notice(LocalizedText("直前の絵はそのままです。", "The last good picture stays.")) }
    }
  }

  private static func written(_ pictures: PreviewPictures) -> LocalizedText {
    let names = pictures.paths
    return LocalizedText("\(names.joined(separator: "、"))を書きました。", "Wrote \(names.joined(separator: ", ")).")
  }

  /// Microseconds between two looks at the files.
  private static let pause: UInt32 = 200_000

  /// Everything that a change is looked for in.
  private var stamps: [FileStamp] { ([form, records] + home.watchedFolders.flatMap(Self.files)).map { FileStamp($0) } }

  private static func files(of folder: String) -> [String] {
    ((try? Folder(openingAt: folder).names()) ?? []).filter { !$0.hasPrefix(".") }.map { "\(folder)/\($0)" }
  }
}
