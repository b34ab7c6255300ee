package import Diagnostics
import Glibc

/// How far a run is, on standard error: a bar that is drawn over on a terminal, a line now and then anywhere else.
package struct Progress {
  /// What has become of the records so far.
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
  private var lastShown: Double

  package init(language: Language, isTerminal: Bool = isatty(STDERR_FILENO) == 1, now: Double) {
    self.language = language
    self.isTerminal = isTerminal
    start = now
    lastShown = now
  }

  /// Seconds between two showings.
  private var interval: Double { isTerminal ? 0.2 : 10 }

  /// What to write now, or nil when it is too early to write again.
  ///
  /// - Parameters:
  ///   - counts: of the records so far.
  ///   - total: how many records there are, when that is known.
  ///   - now: seconds of the steady clock.
  package mutating func show(_ counts: Counts, total: Int?, now: Double) -> String? {
    guard now - lastShown >= interval else { return nil }
    lastShown = now
    let text = sentence(counts, total: total, seconds: now - start)
    return isTerminal ? "\r\u{1B}[K\(bar(counts.read, of: total))\(text)" : text + "\n"
  }

  /// What takes the bar away before a message or at the end; empty when there is none.
  package var clearance: String { isTerminal ? "\r\u{1B}[K" : "" }

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
