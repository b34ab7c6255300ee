import Diagnostics
import Fields
import House
import Papers
import Records
import Reporting
import StrictJSON

extension ShardPlan {
  /// Reads the bytes of a plan.json.
  init(_ bytes: [UInt8], file: String) throws(RunFailure) {
    guard let node = try? JSONParser.parse(bytes) else { throw Self.malformed(file, "JSON") }
    if let version = node["version"]?.integer, version != Self.version { throw Self.other(version, file) }
    var reader = JSONMemberReader(node)
    let libraries = reader.value("libraries") { node in
      node.members?.map { EngineVersion.Library(name: $0.key, version: $0.node.string ?? "") }
    }
    let plan = Self.read(&reader, libraries: libraries ?? [])
    guard reader.missing.isEmpty, let plan, node["shards"]?.integer == plan.records.count, !plan.records.isEmpty else {
      throw Self.malformed(file, reader.missing.first ?? "shards")
    }
    self = plan
  }

  private static func read(_ reader: inout JSONMemberReader, libraries: [EngineVersion.Library]) -> ShardPlan? {
    guard let release = reader.value("release", \.string), let format = reader.value("format", \.integer),
      let issuedOn = reader.value("issuedOn", { $0.string.flatMap(CalendarDate.init(iso:)) }),
      let documents = reader.value("documents", { list($0) { $0.string } }),
      let language = reader.value("language", { $0.string.flatMap(Language.init(rawValue:)) }),
      let supersedes = reader.value("supersedes", \.bool), let attachesRecord = reader.value("attachRecord", \.bool),
      let protections = reader.value("protect", protections), let sources = reader.value("sources", sources),
      let inputs = reader.value("inputs", { list($0, input) }),
      let records = reader.value("records", { list($0) { $0.integer } })
    else { return nil }
    return ShardPlan(
      release: release, format: format, libraries: libraries, issuedOn: issuedOn, documents: documents,
      bundle: reader.optional("bundle") { list($0) { $0.string } }, language: language,
      supersedes: supersedes, register: reader.optional("register", \.string),
      sealingKey: reader.optional("sealingKey", \.string),
      attachesRecord: attachesRecord, protections: protections, sources: sources,
      encoding: reader.optional("encoding") { $0.string.flatMap(StatedEncoding.init(rawValue:)) },
      inputFormat: reader.optional("inputFormat") { $0.string.flatMap(RecordFormat.init(rawValue:)) },
      mapping: reader.optional("mapping", companion), keysFrom: reader.optional("keysFrom", companion), inputs: inputs,
      records: records)
  }

  /// All elements of an array, or nil when one of them is not what it should be.
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
    guard let file = node["file"]?.string, let path = node["path"]?.string, let bytes = node["bytes"]?.integer,
      let digest = node["sha256"]?.string, let records = node["records"]?.integer
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

  private static func other(_ version: Int, _ file: String) -> RunFailure {
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
