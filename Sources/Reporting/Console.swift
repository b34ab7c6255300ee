package import Diagnostics
package import HostSystem
import Logging

/// How a console writes its lines.
package enum LogFormat: String, Sendable, CaseIterable {
  /// Sentences for a person.
  case text
  /// One JSON object a line for a collector of logs.
  case json
}

/// Where a command reports: diagnostics and notices in the chosen language, as sentences for people or as JSON lines
/// for a collector of logs.
///
///     let console = Console(language: .english, format: .text)
///     console.report(assessment.diagnostics)
///     console.notice(LocalizedText("終わりました。", "Done."))
package struct Console: Sendable {
  package let language: Language
  private let writer: TextWriter
  private let stream: StandardStream
  private let isJSON: Bool
  private var logger: Logger

  /// - Parameters:
  ///   - stream: standard error, or standard output for a command whose result are the diagnostics.
  ///   - quiet: whether only errors are written.
  package init(language: Language, format: LogFormat, stream: StandardStream = .error, quiet: Bool = false) {
    self.language = language
    writer = TextWriter(language: language)
    self.stream = stream
    var logger = Logger(label: "shosho") { _ in StreamLogHandler(stream: stream, format: format) }
    logger.logLevel = quiet ? .error : .info
    isJSON = format == .json
    self.logger = logger
  }

  /// The same console, which adds the run's id to every JSON line.
  package func addingRunID(_ run: String?) -> Console {
    guard isJSON, let run else { return self }
    var console = self
    console.logger[metadataKey: "run"] = .string(run)
    return console
  }

  package func report(_ diagnostic: Diagnostic) {
    let message = isJSON ? diagnostic.summary.text(in: language) : writer.text(of: diagnostic)
    logger.log(level: Self.level(diagnostic.severity), "\(message)", metadata: isJSON ? metadata(of: diagnostic) : nil)
  }

  package func report(_ diagnostics: some Sequence<Diagnostic>) {
    for diagnostic in diagnostics { report(diagnostic) }
  }

  /// Reports a message even when only errors are written.
  package func insist(_ diagnostic: Diagnostic) {
    var console = self
    console.logger.logLevel = .info
    console.report(diagnostic)
  }

  package func notice(_ text: LocalizedText) {
    let sentence = text.text(in: language)
    logger.notice("\(isJSON ? sentence : Echo.line(sentence))")
  }

  /// Writes the last line of a run, also when only errors are written: the sentence, or with JSON the sentence and its
  /// figures as numbers.
  ///
  /// - Parameter figures: names and JSON texts.
  package func writeSummary(_ sentence: LocalizedText, figures: [(key: String, json: String?)]) {
    let message = sentence.text(in: language)
    if isJSON {
      let head: [(key: String, json: String?)] = [
        ("time", String(HostClock.epochSecond)), ("level", JSONWriter.literal("notice")),
        ("message", JSONWriter.literal(message)), ("event", JSONWriter.literal("summary")),
      ]
      stream.write(JSONWriter.object(head + figures) + "\n")
    } else {
      stream.write("\(stream.isTerminal ? Progress.clearLine : "")\(Echo.line(message))\n")
    }
  }

  private static func level(_ severity: Severity) -> Logger.Level {
    switch severity {
    case .note: .notice
    case .warning: .warning
    case .error: .error
    }
  }

  private func metadata(of diagnostic: Diagnostic) -> Logger.Metadata {
    let location = diagnostic.location
    let pairs: [(String, String?)] = [
      ("code", diagnostic.code), ("file", location?.file), ("record", location?.record.map(String.init)),
      ("line", location?.line.map(String.init)), ("column", location?.column.map(String.init)),
      ("byte", location?.byte.map(String.init)),
      ("heading", location?.heading), ("field", location?.field), ("advice", diagnostic.advice?.text(in: language)),
    ]
    var metadata: Logger.Metadata = [:]
    for case (let key, let value?) in pairs { metadata[key] = .string(value) }
    return metadata
  }
}

/// Writes log lines to a standard stream, in either format of a console.
private struct StreamLogHandler: LogHandler {
  var logLevel: Logger.Level = .info
  var metadata: Logger.Metadata = [:]
  var metadataProvider: Logger.MetadataProvider?
  private let stream: StandardStream
  private let format: LogFormat

  init(stream: StandardStream, format: LogFormat) {
    self.stream = stream
    self.format = format
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    switch format {
    case .text:
      // A progress bar may stand on the terminal's line: it is cleared here, and `Progress` draws it again when it is
      // next due.
      stream.write("\(stream.isTerminal ? Progress.clearLine : "")\(event.message)\n")
    case .json: stream.write(jsonLine(of: event))
    }
  }

  /// `{"time":1764547200,"level":"warning","message":"…","code":"rules.assumed"}`: the first three keys in this order,
  /// then the metadata sorted by name.
  private func jsonLine(of event: LogEvent) -> String {
    let all = metadata.merging(event.metadata ?? [:]) { _, new in new }
    let members: [(key: String, json: String?)] =
      [
        ("time", String(HostClock.epochSecond)),
        ("level", JSONWriter.literal(event.level.rawValue)),
        ("message", JSONWriter.literal("\(event.message)")),
      ] + all.sorted { $0.key < $1.key }.map { (key: $0.key, json: JSONWriter.literal("\($0.value)")) }
    return JSONWriter.object(members) + "\n"
  }
}
