package import HostSystem
package import Logging

/// Log lines as plain sentences: the message alone, for it says place and severity itself.
package struct TextLogHandler: LogHandler {
  package var logLevel: Logger.Level = .info
  package var metadata: Logger.Metadata = [:]
  package var metadataProvider: Logger.MetadataProvider?
  private let stream: StandardStream

  package init(stream: StandardStream) {
    self.stream = stream
  }

  package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  package func log(event: LogEvent) {
    // On a terminal a bar may stand on the line: it is wiped first and drawn again by its next turn.
    stream.write("\(stream.isTerminal ? "\r\u{1B}[K" : "")\(event.message)\n")
  }
}
