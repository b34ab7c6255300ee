package import Diagnostics
import Glibc

/// How far a run has come, as text for standard error: on a terminal a bar that is drawn again in its place, elsewhere
/// a line every ten seconds. The caller writes the text.
///
/// `[#####...............] 250/1000 records, 248 issued, 2 rejected, 25/s, 0:30 left`
package struct Progress {
  /// How many records were read, and what became of them.
  package struct Counts: Sendable {
    var read: Int
    var issued: Int
    var rejected: Int

    package init(read: Int, issued: Int, rejected: Int) {
      (self.read, self.issued, self.rejected) = (read, issued, rejected)
    }
  }

  private let language: Language
  private let isTerminal: Bool
  private let start: Double
  private var lastTime: Double

  package init(language: Language, isTerminal: Bool = isatty(STDERR_FILENO) == 1, now: Double) {
    self.language = language
    self.isTerminal = isTerminal
    start = now
    lastTime = now
  }

  /// Seconds between two texts: often enough to look alive on a terminal, seldom enough for a log file.
  private var interval: Double { isTerminal ? 0.2 : 10 }

  /// The text to write now; nil when the last one was written too short a time ago.
  ///
  /// - Parameters:
  ///   - counts: of the records so far.
  ///   - total: how many records there are; nil when that is not known.
  ///   - now: `HostClock.steadySeconds`.
  package mutating func text(_ counts: Counts, total: Int?, now: Double) -> String? {
    guard now - lastTime >= interval else { return nil }
    lastTime = now
    let sentence = sentence(counts, total: total, seconds: now - start)
    return isTerminal ? "\(Self.clearLine)\(bar(counts.read, of: total))\(sentence)" : sentence + "\n"
  }

  /// The text that removes the bar; empty when none is drawn.
  package var clearingText: String { isTerminal ? Self.clearLine : "" }

  /// Carriage return, then the control sequence EL of ECMA-48, which erases to the end of the line.
  static let clearLine = "\r\u{1B}[K"

  private func bar(_ done: Int, of total: Int?) -> String {
    guard let total, total > 0 else { return "" }
    let filled = min(20, done * 20 / total)
    return "[" + String(repeating: "#", count: filled) + String(repeating: ".", count: 20 - filled) + "] "
  }

  private func sentence(_ counts: Counts, total: Int?, seconds: Double) -> String {
    let rate = seconds > 0 ? Double(counts.read) / seconds : 0
    let left = total.flatMap { rate > 0 ? Double($0 - counts.read) / rate : nil }
    let of = total.map { "/\($0)" } ?? ""
    switch language {
    case .japanese:
      return "\(counts.read)\(of)件 発行\(counts.issued) 拒否\(counts.rejected) 毎秒\(Int(rate))件"
        + (left.map { " 残り\(Self.duration($0))" } ?? "")
    case .english:
      return "\(counts.read)\(of) records, \(counts.issued) issued, \(counts.rejected) rejected, \(Int(rate))/s"
        + (left.map { ", \(Self.duration($0)) left" } ?? "")
    }
  }

  /// `1:02:03` or `2:03`.
  static func duration(_ seconds: Double) -> String {
    let whole = Int(seconds.rounded(.up))
    func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
    let (hours, minutes) = (whole / 3600, whole / 60 % 60)
    return hours > 0 ? "\(hours):\(padded(minutes)):\(padded(whole % 60))" : "\(minutes):\(padded(whole % 60))"
  }
}
