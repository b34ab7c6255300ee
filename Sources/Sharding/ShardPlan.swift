package import Diagnostics
import Fields
import House
import Papers
import Records

/// plan.json: everything that the parts of one run must agree on, fixed before the first of them begins.
package struct ShardPlan: Sendable, Hashable {
  /// The format of plan.json that this release writes and reads.
  static let version = 1
  /// An input as it was read when the plan was made.
  package struct Input: Sendable, Hashable {
    /// As the user named it: messages and rejects call it so.
    var file: String
    /// The same as an absolute path.
    var path: String
    var bytes: Int
    var digest: String
    var records: Int
  }

  /// A file beside the inputs: the mapping of headings, the input with the keys.
  struct Companion: Sendable, Hashable {
    var path: String
    var digest: String
  }

  /// What papers are made from, by digest.
  struct Sources: Sendable, Hashable {
    var forms: String
    var rules: String
    var fonts: String
  }

  var release: String
  var format: Int
  var libraries: [EngineVersion.Library]
  var issuedOn: CalendarDate
  /// Ids of the papers.
  var documents: [String]
  /// Those of them that each record has as one file, in their order; nil when all stand alone.
  var bundle: [String]?
  /// Of the reasons in the rejects.
  package var language: Language
  var supersedes: Bool
  /// The house's register; nil for one in the run's folder.
  var register: String?
  package var sealingKey: String?
  /// Whether papers carry the fields that they print as data.
  var attachesRecord: Bool
  /// The papers that are encrypted, and where their passwords are. Nothing of a password, not even a digest, stands in the plan.
  var protections: [ProtectionRequest]
  var sources: Sources
  var encoding: StatedEncoding?
  var inputFormat: RecordFormat?
  var mapping: Companion?
  var keysFrom: Companion?
  package var inputs: [Input]
  /// The records of each shard.
  package var records: [Int]

  package var shards: Int { records.count }

  /// The file's text, one member a line.
  var json: String {
    let text = JSONWriter.literal
    func companion(_ file: Companion?) -> String {
      file.map { JSONWriter.object([("path", text($0.path)), ("sha256", text($0.digest))]) } ?? "null"
    }
    let members: [(String, String)] = [
      ("version", String(Self.version)),
      ("release", text(release)),
      ("format", String(format)),
      ("libraries", JSONWriter.object(libraries.map { ($0.name, text($0.version)) })),
      ("issuedOn", text(issuedOn.iso)),
      ("documents", JSONWriter.array(documents.map(text))),
      ("bundle", bundle.map { JSONWriter.array($0.map(text)) } ?? "null"),
      ("language", text(language.rawValue)),
      ("supersedes", supersedes ? "true" : "false"),
      ("register", register.map(text) ?? "null"),
      ("sealingKey", sealingKey.map(text) ?? "null"),
      ("attachRecord", attachesRecord ? "true" : "false"),
      ("protect", JSONWriter.object(protections.map { ($0.document, text($0.path)) })),
      (
        "sources",
        JSONWriter.object([
          ("forms", text(sources.forms)), ("rules", text(sources.rules)), ("fonts", text(sources.fonts)),
        ])
      ),
      ("encoding", encoding.map { text($0.rawValue) } ?? "null"),
      ("inputFormat", inputFormat.map { text($0.rawValue) } ?? "null"),
      ("mapping", companion(mapping)),
      ("keysFrom", companion(keysFrom)),
      ("inputs", JSONWriter.array(inputs.map(Self.json))),
      ("shards", String(shards)),
      ("records", JSONWriter.array(records.map(String.init))),
    ]
    return "{\n" + members.map { "  \(text($0.0)): \($0.1)" }.joined(separator: ",\n") + "\n}\n"
  }

  private static func json(_ input: Input) -> String {
    JSONWriter.object([
      ("file", JSONWriter.literal(input.file)), ("path", JSONWriter.literal(input.path)),
      ("bytes", String(input.bytes)),
      ("sha256", JSONWriter.literal(input.digest)), ("records", String(input.records)),
    ])
  }
}
