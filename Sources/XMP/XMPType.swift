/// The type of a property's value, as the schemas and the descriptions of extension schemas name it: `Text`, `seq Date`,
/// `Lang Alt`, `closed Choice of Integer`.
package struct XMPType: Hashable, Sendable {
  private let container: String?
  private let kind: String

  init(_ text: String) {
    var words = text.lowercased().split(separator: " ").map(String.init)
    if words == ["lang", "alt"] {
      (container, kind) = ("lang", "text")
      return
    }
    if let first = words.first, ["bag", "seq", "alt"].contains(first) {
      container = first
      words.removeFirst()
    } else {
      container = nil
    }
    // A choice is written as what is chosen from: text, where nothing else is said.
    words.removeAll { ["open", "closed", "choice", "of"].contains($0) }
    kind = words.isEmpty ? "text" : words.joined(separator: " ")
  }

  /// Whether the type is one of XMP's, or one that an extension schema describes.
  func isDefined(_ described: [String: [String: XMPType]]) -> Bool {
    Self.simple.contains(kind) || Self.structures[kind] != nil || described[kind] != nil
  }

  /// Whether a value is of this type.
  ///
  /// - Parameter described: the types of extension schemas by their names in lower case, with their fields.
  package func matches(_ value: XMPValue, _ described: [String: [String: XMPType]] = [:], depth: Int = 0) -> Bool {
    if kind == "any" || depth > 8 { return true }
    switch container {
    case "lang":
      return value.items(.alternatives)?.allSatisfy { $0.language != nil && $0.value.text != nil } ?? false
    case "bag": return matchesItems(value.items(.bag), described, depth)
    case "seq": return matchesItems(value.items(.sequence), described, depth)
    case "alt": return matchesItems(value.items(.alternatives), described, depth)
    default: break
    }
    if let fields = described[kind] ?? Self.structures[kind] {
      guard let members = value.fields else { return false }
      return members.allSatisfy { member in
        fields[member.name]?.matches(member.value, described, depth: depth + 1) ?? false
      }
    }
    guard let text = value.text else { return false }
    return Self.isSimple(text, kind)
  }

  private func matchesItems(_ items: [XMPValue.Item]?, _ described: [String: [String: XMPType]], _ depth: Int) -> Bool {
    let single = XMPType(kind)
    return items?.allSatisfy { single.matches($0.value, described, depth: depth + 1) } ?? false
  }

  private static func isSimple(_ text: String, _ kind: String) -> Bool {
    switch kind {
    case "boolean": text == "True" || text == "False"
    case "integer": text.wholeMatch(of: /[+-]?\d+/) != nil
    // One way alone leads through each text: with two, a long number that is none would be tried in as many ways as it
    // has digits.
    case "real": text.wholeMatch(of: /[+-]?(?:\d+(?:\.\d*)?|\.\d+)/) != nil
    case "rational": text.wholeMatch(of: /\d+\/\d+/) != nil
    case "date":
      text.wholeMatch(
        of: /\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?)?)?/) != nil
    case "mimetype": text.wholeMatch(of: /[-\w+.]+\/[-\w+.]+(?:;.*)?/) != nil
    case "gpscoordinate": text.wholeMatch(of: /\d+,\d+(?:,\d+|\.\d+)?[NSEW]/) != nil
    default: true
    }
  }

  private static let simple: Set<String> = [
    "text", "propername", "agentname", "xpath", "url", "uri", "guid", "date", "integer", "real", "rational", "boolean",
    "mimetype", "locale", "renditionclass", "gpscoordinate", "any",
  ]

  /// The structures of XMP, by their names in lower case: a line has the name, and then types with the fields that have
  /// them.
  private static let structures: [String: [String: XMPType]] = {
    var structures: [String: [String: XMPType]] = [:]
    for line in table.split(separator: "\n") {
      let parts = line.split(separator: "|").map { $0.split(separator: ":") }
      guard let name = parts.first?.first else { continue }
      var fields: [String: XMPType] = [:]
      for part in parts.dropFirst() where part.count == 2 {
        for field in part[1].split(separator: " ") { fields[String(field)] = XMPType(String(part[0])) }
      }
      structures[String(name)] = fields
    }
    return structures
  }()

  private static let table = """
    resourceref|Text: instanceID documentID versionID renditionClass renditionParams manager managerVariant manageTo manageUI
    resourceevent|Text: action instanceID parameters softwareAgent|Date: when
    version|Text: comments modifier version|Date: modifyDate|ResourceEvent: event
    job|Text: name id url
    dimensions|Real: w h|Text: unit
    font|Text: fontName fontFamily fontFace fontType versionString fontFileName|Boolean: composite|seq Text: childFontFiles
    colorant|Text: swatchName mode type|Real: cyan magenta yellow black red green blue L A B
    thumbnail|Integer: width height|Text: format image
    oecf/sfr|Integer: Columns Rows|seq Text: Names|seq Rational: Values
    flash|Boolean: Fired Function RedEyeMode|Integer: Return Mode
    cfapattern|Integer: Columns Rows|seq Integer: Values
    devicesettings|Integer: Columns Rows|seq Text: Settings
    projectlink|Text: type|URI: path
    timecode|Text: timeValue timeFormat
    time|Integer: value|Rational: scale
    marker|Time: startTime duration|Text: comment name target type|URI: location
    media|URI: path webStatement|Text: track|Time: startTime duration|Boolean: managed
    timescalestretch|Text: quality|Real: frameSize frameOverlappingPercentage
    resamplestretch|Text: quality
    beatsplicestretch|Boolean: useFileBeatsMarker|Real: riseInDecibel|Time: riseInTimeDuration
    """
}
