package import Diagnostics
import Encodings
import Fields
import House
import Issuance
import Papers
import Records
import Reporting
import StrictJSON

/// plan.json: everything on which the shards of one run must agree, written before the first of them begins.
///
/// The plan says what papers are made, from which inputs, and how many records each shard has; and by digests, what
/// they are made from. Each shard reads it and checks its own machine against it (ShardPlan+Checking.swift).
package struct ShardPlan: Sendable, Hashable {
  /// The format of plan.json that this release writes and reads.
  static let version = 1

  /// An input as it was read when the plan was made.
  package struct Input: Sendable, Hashable {
    /// The name that the user gave, which messages and reports show.
    var file: String
    /// The same as an absolute path.
    var path: String
    var bytes: Int
    /// SHA-256 in hexadecimal.
    var digest: String
    var records: Int
  }

  /// A file that is needed to read the inputs: the mapping of headings, or the file with the authentication keys.
  struct Companion: Sendable, Hashable {
    var path: String
    var digest: String
  }

  /// The digests of what papers are made from.
  struct Sources: Sendable, Hashable {
    var forms: String
    var rules: String
    var fonts: String
  }

  var release: String
  var format: Int
  /// The processor's architecture: `x86_64`.
  var architecture: String
  var libraries: [EngineVersion.Library]
  var issuedOn: CalendarDate
  /// Ids of the papers.
  var documents: [String]
  /// The papers that are made as one file, in their order; nil when each is a file of its own.
  var bundle: [String]?
  /// The language of messages, and of the reasons in the rejects.
  package var language: Language
  var supersedes: Bool
  /// The house's register; nil for the one in the run's folder.
  var register: String?
  package var sealingKey: String?
  /// Whether the fields that a paper prints are attached to it as data.
  var attachesRecord: Bool
  /// The papers that are encrypted, each with the path of its passwords. The passwords are not in the plan, not even
  /// as a digest.
  var protections: [ProtectionRequest]
  var sources: Sources
  var encoding: StatedEncoding?
  var inputFormat: RecordFormat?
  var mapping: Companion?
  var keysFrom: Companion?
  /// The encoding of `keysFrom`; nil when it is that of the inputs.
  var keysEncoding: StatedEncoding?
  /// Whether rejects in UTF-8 begin with a byte order mark.
  var marksRejects: Bool
  package var inputs: [Input]
  /// How many records each shard has.
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
      ("architecture", text(architecture)),
      ("libraries", JSONWriter.object(libraries.map { ($0.name, text($0.version)) })),
      // For whoever reads the plan: which libraries were never tested.
      ("libraryWarnings", JSONWriter.array(TestedLibraries.warnings(of: libraries).map(\.json))),
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
      ("keysEncoding", keysEncoding.map { text($0.rawValue) } ?? "null"),
      ("markRejects", marksRejects ? "true" : "false"),
      ("inputs", JSONWriter.array(inputs.map(Self.json))),
      ("shards", String(shards)),
      ("records", JSONWriter.array(records.map(String.init))),
    ]
    return JSONWriter.multilineObject(members)
  }

  private static func json(_ input: Input) -> String {
    JSONWriter.object([
      ("file", JSONWriter.literal(input.file)), ("path", JSONWriter.literal(input.path)),
      ("bytes", String(input.bytes)),
      ("sha256", JSONWriter.literal(input.digest)), ("records", String(input.records)),
    ])
  }
}

extension ShardPlan {
  /// Reads a plan. The error names the first member that is missing or wrong.
  init(_ bytes: [UInt8], file: String) throws(RunFailure) {
    guard let node = try? JSONParser.parse(bytes) else { throw Self.malformed(file, "JSON") }
    if let version = node["version"]?.integer, version != Self.version { throw Self.otherVersion(version, file) }
    var reader = JSONMemberReader(node)
    let libraries = reader.value("libraries") { node in
      node.members?.map { EngineVersion.Library(name: $0.key, version: $0.node.string ?? "") }
    }
    let plan = Self.read(&reader, libraries: libraries ?? [])
    guard reader.missing.isEmpty, let plan, node["shards"]?.count == plan.records.count, !plan.records.isEmpty else {
      throw Self.malformed(file, reader.missing.first ?? "shards")
    }
    self = plan
  }

  private static func read(_ reader: inout JSONMemberReader, libraries: [EngineVersion.Library]) -> ShardPlan? {
    guard let release = reader.value("release", \.string), let format = reader.value("format", \.count),
      let architecture = reader.value("architecture", \.string),
      let issuedOn = reader.value("issuedOn", { $0.string.flatMap(CalendarDate.init(iso:)) }),
      let documents = reader.value("documents", { list($0) { $0.string } }),
      let language = reader.value("language", { $0.string.flatMap(Language.init(rawValue:)) }),
      let supersedes = reader.value("supersedes", \.bool), let attachesRecord = reader.value("attachRecord", \.bool),
      let marksRejects = reader.value("markRejects", \.bool),
      let protections = reader.value("protect", protections), let sources = reader.value("sources", sources),
      let inputs = reader.value("inputs", { list($0, input) }),
      let records = reader.value("records", { list($0) { $0.count } })
    else { return nil }
    return ShardPlan(
      release: release, format: format, architecture: architecture, libraries: libraries, issuedOn: issuedOn,
      documents: documents,
      bundle: reader.optional("bundle") { list($0) { $0.string } }, language: language,
      supersedes: supersedes, register: reader.optional("register", \.string),
      sealingKey: reader.optional("sealingKey", \.string),
      attachesRecord: attachesRecord, protections: protections, sources: sources,
      encoding: reader.optional("encoding") { $0.string.flatMap(StatedEncoding.init(rawValue:)) },
      inputFormat: reader.optional("inputFormat") { $0.string.flatMap(RecordFormat.init(rawValue:)) },
      mapping: reader.optional("mapping", companion), keysFrom: reader.optional("keysFrom", companion),
      keysEncoding: reader.optional("keysEncoding") { $0.string.flatMap(StatedEncoding.init(rawValue:)) },
      marksRejects: marksRejects, inputs: inputs,
      records: records)
  }

  /// Reads all elements of an array; nil when one of them cannot be read.
  private static func list<Element>(_ node: JSONNode, _ element: (JSONNode) -> Element?) -> [Element]? {
    guard let nodes = node.array else { return nil }
    let elements = nodes.compactMap(element)
    return elements.count == nodes.count ? elements : nil
  }

  private static func sources(_ node: JSONNode) -> Sources? {
    guard let forms = node["forms"]?.string, let rules = node["rules"]?.string, let fonts = node["fonts"]?.string else {
      return nil
    }
    return Sources(forms: forms, rules: rules, fonts: fonts)
  }

  private static func protections(_ node: JSONNode) -> [ProtectionRequest]? {
    node.members?.map { ProtectionRequest(document: $0.key, path: $0.node.string ?? "") }
  }

  private static func companion(_ node: JSONNode) -> Companion? {
    guard let path = node["path"]?.string, let digest = node["sha256"]?.string else { return nil }
    return Companion(path: path, digest: digest)
  }

  private static func input(_ node: JSONNode) -> Input? {
    guard let file = node["file"]?.string, let path = node["path"]?.string, let bytes = node["bytes"]?.count,
      let digest = node["sha256"]?.string, let records = node["records"]?.count
    else { return nil }
    return Input(file: file, path: path, bytes: bytes, digest: digest, records: records)
  }

  private static func malformed(_ file: String, _ member: String) -> RunFailure {
    RunFailure(
      .badConfiguration,
      .error(
        "plan.malformed", at: SourceLocation(file: file),
        LocalizedText("計画のファイルとして読めません（\(member)）。", "This is not a plan (\(member))."),
        advice: LocalizedText("shosho planで作り直してください。", "Make it anew with shosho plan.")))
  }

  private static func otherVersion(_ version: Int, _ file: String) -> RunFailure {
    RunFailure(
      .badConfiguration,
      .error(
        "plan.version", at: SourceLocation(file: file),
        LocalizedText(
          "計画の版は\(version)で、このプログラムが扱えるのは版\(Self.version)です。",
          "This plan has version \(version); this program knows version \(Self.version)."),
        advice: LocalizedText("計画を作ったものと同じ版のshoshoを使ってください。", "Use the release of shosho that made the plan.")))
  }
}

/// Reads the members of an object one by one, and remembers which of them were missing or could not be read.
private struct JSONMemberReader {
  private let node: JSONNode
  private(set) var missing: [String] = []

  init(_ node: JSONNode) {
    self.node = node
  }

  mutating func value<Value>(_ key: String, _ read: (JSONNode) -> Value?) -> Value? {
    if let value = node[key].flatMap(read) { return value }
    missing.append(key)
    return nil
  }

  /// Reads a member that may be null. It may not be absent: then it counts among the missing ones.
  mutating func optional<Value>(_ key: String, _ read: (JSONNode) -> Value?) -> Value? {
    guard let member = node[key] else {
      missing.append(key)
      return nil
    }
    return member.value == .null ? nil : value(key, read)
  }
}
