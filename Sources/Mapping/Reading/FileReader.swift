import Diagnostics
import StrictJSON

/// Reads `file` and `rows` of a mapping.
struct FileReader {
  var report: MappingReport
  private(set) var file = FileDescription()
  private(set) var rows = RowRules()

  init(report: MappingReport) {
    self.report = report
  }

  static let fileKeys = [
    "encoding", "delimiter", "quotes", "skip", "headings", "widths", "records", "trailer", "notRecords",
    "endOfFileByte",
  ]

  mutating func readFile(_ node: JSONNode) {
    let members = report.members(of: node, "file", keys: Self.fileKeys)
    for member in members { readItem(member) }
    func byte(_ key: String) -> Int? { members.first { $0.key == key }?.keyByte }
    if let widths = byte("widths"), byte("delimiter") != nil || byte("quotes") != nil {
      report.add(
        "mapping.file", widths,
        LocalizedText(
          "widths のあるファイルに delimiter や quotes はありません。", "A file with widths has neither delimiter nor quotes."))
    }
    if let headings = byte("headings"), file.repeatsHeadings, !file.hasHeadings {
      report.add(
        "mapping.file", headings,
        LocalizedText("見出しのないファイルに、繰り返す見出しはありません。", "A file without headings cannot repeat them."))
    }
  }

  private mutating func readItem(_ member: JSONMember) {
    let node = member.node
    switch member.key {
    case "encoding": file.encoding = report.word(node, "encoding", among: FileDescription.encodings)
    case "delimiter": file.delimiter = report.word(node, "delimiter", of: FileDescription.Delimiter.self) ?? .comma
    case "quotes": file.hasQuotes = report.flag(node, "quotes") ?? true
    case "skip": file.skippedRows = report.integer(node, "skip", in: 0...1_000) ?? 0
    case "headings": file.hasHeadings = report.flag(node, "headings") ?? true
    case "widths": readWidths(node)
    case "records":
      if let path = report.string(node, "records") {
        file.records = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        if file.records.contains("") {
          report.addShape("records", node.byte, LocalizedText("「.」でつないだキー", "keys joined by points"))
        }
      }
    case "trailer": readTrailer(node)
    case "notRecords": readNotRecords(node)
    default:
      guard let text = report.string(node, "endOfFileByte") else { return }
      guard text.utf8.count == 2, let byte = UInt8(text, radix: 16) else {
        report.addShape("endOfFileByte", node.byte, LocalizedText("16進の2桁（\"1A\"）", "two hexadecimal digits (\"1A\")"))
        return
      }
      file.endOfFileByte = byte
    }
  }

  private mutating func readWidths(_ node: JSONNode) {
    let members = report.members(of: node, "widths", keys: FileDescription.FixedWidths.Unit.allCases.map(\.rawValue))
    guard members.count == 1, let member = members.first,
      let unit = FileDescription.FixedWidths.Unit(rawValue: member.key)
    else {
      if node.members != nil, members.count != 1 {
        report.addShape("widths", node.byte, LocalizedText(" bytes か characters のどちらか", "either bytes or characters"))
      }
      return
    }
    let nodes = member.node.array ?? []
    var widths: [Int] = []
    for width in nodes { widths += report.integer(width, "widths.\(member.key)", in: 1...10_000).map { [$0] } ?? [] }
    if nodes.isEmpty {
      report.addShape("widths.\(member.key)", member.node.byte, LocalizedText("幅の配列", "an array of widths"))
    }
    file.widths = FileDescription.FixedWidths(unit, widths)
  }

  private mutating func readTrailer(_ node: JSONNode) {
    let members = report.members(of: node, "trailer", keys: ["column", "is", "count", "total", "of"])
    guard let condition = condition(node, members, "trailer") else { return }
    var trailer = FileDescription.Trailer(condition: condition)
    for member in members where member.key == "count" { trailer.count = report.column(member.node, "trailer.count") }
    let (total, of) = (members.first { $0.key == "total" }, members.first { $0.key == "of" })
    if (total == nil) != (of == nil) {
      report.add(
        "mapping.trailer", (total ?? of)?.keyByte ?? node.byte,
        LocalizedText("trailer の total と of は組で書きます。", "total and of of a trailer stand together."))
    } else if let total, let of {
      var reader = RecipeReader(report: report)
      let recipe = reader.recipe(of.node, "trailer.of")
      report = reader.report
      if let column = report.column(total.node, "trailer.total"), let recipe { trailer.total = (column, recipe) }
    }
    file.trailer = trailer
  }

  private mutating func readNotRecords(_ node: JSONNode) {
    guard let nodes = node.array else {
      return report.addShape("notRecords", node.byte, LocalizedText("条件の配列", "an array of conditions"))
    }
    for node in nodes {
      if let word = node.string {
        if word == "headings" {
          file.repeatsHeadings = true
        } else {
          _ = report.word(node, "notRecords", among: ["headings"])
        }
      } else if let condition = condition(node, "notRecords") {
        file.notRecords.append(condition)
      }
    }
  }

  mutating func readRows(_ node: JSONNode) {
    for member in report.members(of: node, "rows", keys: ["where", "record"]) {
      if member.key == "where" {
        for node in member.node.array ?? [member.node] {
          rows.conditions += condition(node, "where").map { [$0] } ?? []
        }
      } else {
        readGrouping(member.node)
      }
    }
  }

  private mutating func readGrouping(_ node: JSONNode) {
    let members = report.members(of: node, "record", keys: ["start", "same"])
    guard members.count == 1, let member = members.first else {
      if node.members != nil {
        report.addShape("record", node.byte, LocalizedText(" start か same のどちらか", "either start or same"))
      }
      return
    }
    if member.key == "start" {
      rows.grouping = condition(member.node, "start").map { .start($0) }
    } else {
      rows.grouping = report.column(member.node, "same").map { .same($0) }
    }
  }

  private mutating func condition(_ node: JSONNode, _ name: String) -> Condition? {
    condition(node, report.members(of: node, name, keys: ["column", "is", "isNot"]), name)
  }

  private mutating func condition(_ node: JSONNode, _ members: [JSONMember], _ name: String) -> Condition? {
    guard node.members != nil else { return nil }
    let tests = members.filter { ["is", "isNot"].contains($0.key) }
    guard let column = members.first(where: { $0.key == "column" }), tests.count == 1, let test = tests.first else {
      report.addShape(
        name, node.byte,
        LocalizedText(" column と、is か isNot のどちらか", "an object with column and either is or isNot"))
      return nil
    }
    guard let reference = report.column(column.node, "\(name).column"),
      let words = report.strings(test.node, "\(name).\(test.key)")
    else { return nil }
    return Condition(reference, is: words, isNegated: test.key == "isNot")
  }
}
