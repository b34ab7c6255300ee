import Diagnostics
package import HostSystem
package import Logging

/// Log lines as JSON objects, one a line, keys in a fixed order: time, level, message, then the metadata by name.
package struct JSONLogHandler: LogHandler {
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
    let all = metadata.merging(event.metadata ?? [:]) { _, new in new }
    let members: [(key: String, json: String?)] =
      [
        ("time", String(HostClock.epochSecond)),
        ("level", JSONWriter.literal(event.level.rawValue)),
        ("message", JSONWriter.literal("\(event.message)")),
      ] + all.sorted { $0.key < $1.key }.map { (key: $0.key, json: JSONWriter.literal("\($0.value)")) }
    stream.write(JSONWriter.object(members) + "\n")
  }
}
