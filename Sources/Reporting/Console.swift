package import Diagnostics
package import HostSystem
import Logging

/// What a run says while it works: diagnostics and notices in the chosen language, as sentences or as JSON lines.
package struct Console: Sendable {
  package let language: Language
  private let writer: TextWriter
  private var logger: Logger

  /// - Parameters:
  ///   - stream: standard error while files are made, standard output where the findings are what was asked for.
  ///   - quiet: errors only.
  package init(language: Language, format: LogFormat, stream: StandardStream = .error, quiet: Bool = false) {
    self.language = language
    writer = TextWriter(language: language)
    var logger = Logger(label: "shosho") { _ in
      switch format {
      case .text: TextLogHandler(stream: stream)
      case .json: JSONLogHandler(stream: stream)
      }
    }
    logger.logLevel = quiet ? .error : .info
    isJSON = format == .json
    self.logger = logger
  }

  private let isJSON: Bool

  /// The same console, with the run's id in every JSON line from here on.
  package func naming(run: String?) -> Console {
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

  package func notice(_ words: LocalizedText) {
    logger.notice("\(words.text(in: language))")
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
