import Foundation
import TestSupport
import Testing

/// The mappings of Examples/mappings: files as other systems export them, issued as they came.
@Suite struct MappingTests {
  struct Source: Sendable, CustomTestStringConvertible {
    var file: String
    /// The contract numbers that are issued, of the record that all files have, or of a copy of it.
    var numbers = ["44-07-0012345-00"]
    /// The members of a joint venture make another record.
    var isVenture = false
    var testDescription: String { file }
    var mapping: String { (file.split(separator: ".").first.map(String.init) ?? "") + ".mapping.json" }
  }

  static let sources = [
    Source(file: "access-cp932.csv"), Source(file: "app-members-in-further-rows.csv", isVenture: true),
    Source(file: "data-frame.csv", numbers: ["44-07-0012345-00", "44-07-0012346-00"]),
    Source(file: "drafts-among-records.csv", numbers: ["44-07-0012346-00"]), Source(file: "host-cp932.csv"),
    Source(file: "host-cp932-eof-byte.csv"), Source(file: "host-cp932-era-letter-date.csv"),
    Source(file: "host-cp932-no-headings.csv"), Source(file: "host-cp932-thousand-yen.csv"),
    Source(file: "host-cp932-trailer.csv"), Source(file: "host-cp932-zero-date.csv"),
    Source(file: "number-in-four-columns.csv"), Source(file: "semicolons.csv"),
    Source(file: "spreadsheet-with-title-rows.csv"), Source(file: "web-api.json"), Source(file: "workbook.xlsx"),
  ]

  private static let papers = "certificate,key-notice,customer-copy,premium-sheet"

  /// The bytes of all papers in a folder.
  private static func papers(in folder: String) throws -> [String: Data] {
    var papers: [String: Data] = [:]
    for case let name as String in FileManager.default.enumerator(atPath: folder) ?? .init()
    where name.hasSuffix(".pdf") {
      papers[name] = try Data(contentsOf: URL(filePath: "\(folder)/\(name)"))
    }
    return papers
  }

  /// The record as the catalogue writes it, under each number: what every source must come to.
  private static func expected(_ source: Source, in folder: String) throws -> [String: Data] {
    let lines = source.numbers.map { number in
      var record: [String: Any] = [
        "kind": "前払金保証", "number": number, "concludedOn": "2025-06-20", "key": "7KQM4XHRW2PD9TNC",
        "orderer": ["name": "臼杵市"],
        "work": [
          "name": "市道改良工事", "place": "臼杵市大字見本", "contractedOn": "2025-06-16", "from": "2025-06-17", "to": "2026-02-27",
          "price": 48_345_000, "clausesEdition": "2025-04-01",
        ], "advance": ["amount": 19_300_000], "guarantee": ["amount": 19_300_000, "until": "2026-02-27"],
      ]
      var contractor: [String: Any] = [
        "name": source.isVenture ? "かささぎ・青嶺特定建設工事共同企業体" : "株式会社かささぎ組", "address": "大分県豊州市本町二丁目4番6号",
        "representative": "髙﨑　朔太郎",
      ]
      if source.isVenture {
        contractor["members"] = [
          [
            "role": "代表者", "name": "株式会社かささぎ組", "address": "大分県豊州市本町二丁目4番6号", "representativeTitle": "代表取締役",
            "representative": "髙﨑　朔太郎",
          ],
          [
            "role": "構成員", "name": "青嶺建設株式会社", "address": "大分県豊州市青嶺町三丁目1番地", "representativeTitle": "代表取締役",
            "representative": "小野寺　みどり",
          ],
        ]
      }
      record["contractor"] = contractor
      return (try? JSONSerialization.data(withJSONObject: record)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
    try Data(lines.joined(separator: "\n").utf8).write(to: URL(filePath: "\(folder)/record.jsonl"))
    let run = try Command.run(
      ["batch", "\(folder)/record.jsonl", "--out", "\(folder)/expected", "--documents", papers] + Examples.day)
    #expect(run.status == 0, "\(run.error)")
    return try Self.papers(in: "\(folder)/expected")
  }

  @Test(arguments: sources) func theSameRecordGivesTheSameBytesWhereverItIsFrom(_ source: Source) throws {
    let folder = TemporaryFolder()
    let input = Examples.path("mappings/\(source.file)")
    let run = try Command.run(
      [
        "batch", input, "--mapping", Examples.path("mappings/\(source.mapping)"), "--out", "\(folder.path)/out",
        "--documents", Self.papers,
      ] + Examples.day)
    #expect(run.status == 0, "\(run.error)")
    let papers = try Self.papers(in: "\(folder.path)/out")
    #expect(papers.count == source.numbers.count * 4)
    #expect(papers == (try Self.expected(source, in: folder.path)))
  }

  @Test(arguments: sources) func mappingsAreShortAndChecked(_ source: Source) throws {
    let text = try Examples.text("mappings/\(source.mapping)")
    #expect(text.split(separator: "\n").count <= 40)
    let check = try Command.run([
      "mapping", "check", Examples.path("mappings/\(source.mapping)"), Examples.path("mappings/\(source.file)"),
      "--lang", "en",
    ])
    #expect(check.status == 0, "\(check.error)")
    #expect(check.output.contains("認証キー: ＊＊＊＊") && !check.output.contains("7KQM4XHR"))
    let last = "records were read; 0 cannot be read by the mapping. shosho check judges the values.\n"
    #expect(check.output.hasSuffix("\(source.numbers.count) \(last)"))
    #expect(!check.error.contains("warning"), "\(check.error)")
  }

  /// The field of each column of the sources, for those that have one.
  private static let headings: [String: String] = [
    "SYBT": "kind", "SYNO": "number", "KYKYMD": "concludedOn", "KEY": "key", "HTYNM": "orderer.name",
    "UKENM": "contractor.name",
    "UKEJS": "contractor.address", "DAINM": "contractor.representative", "KOJNM": "work.name", "KOJBS": "work.place",
    "UKEYMD": "work.contractedOn", "KFROM": "work.from", "KTO": "work.to", "UKEGK": "work.price",
    "YAKYMD": "work.clausesEdition", "MAEGK": "advance.amount", "HSYGK": "guarantee.amount", "KIGEN": "guarantee.until",
    "証書番号": "number", "契約日": "concludedOn", "支店": "number", "年": "number", "番号": "number", "変更": "number",
    "guarantee_type": "kind", "certificate_no": "number", "concluded_at": "concludedOn", "access_key": "key",
    "contractor.address.pref": "contractor.address", "contractor.address.city": "contractor.address",
    "contractor.address.line1": "contractor.address", "contractor.rep.last_name": "contractor.representative",
    "contractor.rep.first_name": "contractor.representative", "contractor.rep.title": "contractor.representativeTitle",
    "project.title": "work.name", "project.place": "work.place", "project.contract_date": "work.contractedOn",
    "project.period.start": "work.from", "project.period.end": "work.to", "project.price": "work.price",
    "project.low_bid": "work.lowBid", "clauses": "work.clausesEdition", "guaranteed.amount": "guarantee.amount",
    "guaranteed.until": "guarantee.until",
  ]
  private static let hostOrder = [
    "kind", "number", "concludedOn", "key", "orderer.name", "contractor.name", "contractor.address",
    "contractor.representative", "work.name", "work.place", "work.contractedOn", "work.from", "work.to", "work.price",
    "work.clausesEdition", "advance.amount", "guarantee.amount", "guarantee.until",
  ]

  /// The columns of a recipe.
  private static func columns(of recipe: Any) -> [String] {
    if let name = recipe as? String { return [name] }
    if let number = recipe as? Int { return [String(number)] }
    let members = recipe as? [String: Any] ?? [:]
    return [members["column"]].compactMap(\.self).flatMap(columns) + (members["join"] as? [Any] ?? []).flatMap(columns)
  }

  @Test(arguments: sources) func aDraftIsMostlyRightAndMarksWhatItGuesses(_ source: Source) throws {
    let input = Examples.path("mappings/\(source.file)")
    let encoding = source.file.contains("cp932") ? ["--encoding", "cp932"] : []
    let draft = try Command.run(["mapping", "init", input] + encoding)
    #expect(draft.status == 0, "\(draft.error)")
    let mapping = try Examples.object(draft.output)
    var found: [String: String] = [:]
    for (heading, recipe) in mapping["fields"] as? [String: Any] ?? [:] {
      #expect((recipe as? [String: Any])?["guess"] != nil, "\(heading) is not marked")
      for column in Self.columns(of: recipe) { found[column] = heading }
    }
    var right = 0
    var wanted = 0
    let truth =
      source.file.contains("no-headings")
      ? Dictionary(uniqueKeysWithValues: Self.hostOrder.enumerated().map { (String($0 + 1), $1) }) : Self.headings
    for (column, path) in truth where try Self.has(column, source) {
      wanted += 1
      let heading = found[column] ?? ""
      if try Self.heading(of: path) == heading { right += 1 }
    }
    #expect(right * 5 >= wanted * 4, "\(right) of \(wanted): \(draft.output)")
    // The draft is itself a mapping that reads the file.
    let folder = TemporaryFolder()
    folder.put(draft.output, at: "m.json")
    let check = try Command.run(["mapping", "check", "\(folder.path)/m.json", input] + encoding)
    #expect([0, 65, 66].contains(check.status), "\(check.error)")
    #expect(check.status != 78, "\(check.error)")
  }

  /// Whether the source has the column.
  private static func has(_ column: String, _ source: Source) throws -> Bool {
    if source.file.contains("no-headings") { return true }
    if source.file.hasSuffix(".xlsx") { return false }
    let data = try Data(contentsOf: URL(filePath: Examples.path("mappings/\(source.file)")))
    let text =
      String(data: data, encoding: source.file.contains("cp932") ? .shiftJIS : .utf8)
      ?? String(decoding: data, as: UTF8.self)
    if source.file.hasSuffix(".json") {
      return text.contains("\"\(column.split(separator: ".").last ?? "")\"")
        && column.contains(where: { $0.isLowercase })
    }
    return text.split(whereSeparator: \.isNewline).prefix(3).contains { line in
      line.split(whereSeparator: { ",;".contains($0) }).map { $0.trimmingCharacters(in: ["\"", "\u{FEFF}"]) }.contains(
        column)
    }
  }

  private static func heading(of path: String) throws -> String {
    let table = try String(contentsOf: URL(filePath: "\(Command.root)/Documentation/records.md"), encoding: .utf8)
    let row = table.split(separator: "\n").last { $0.hasPrefix("| `\(path)` |") } ?? ""
    return row.split(separator: "|").dropFirst().first?.split(separator: ",").first?.trimmingCharacters(
      in: .whitespaces) ?? ""
  }

  @Test func theSchemaIsBesideTheExamples() throws {
    #expect(try Command.run(["mapping", "schema"]).output == (try Examples.text("mappings/mapping.schema.json")))
  }

  /// What stood in the source, and what the steps made of it, side by side.
  @Test func explainAndInspectShowWhatWasChanged() throws {
    let input = Examples.path("mappings/host-cp932-thousand-yen.csv")
    let mapping = ["--mapping", Examples.path("mappings/host-cp932-thousand-yen.mapping.json")]
    let rows = try Command.run(["inspect", "rows", input] + mapping)
    #expect(rows.output.contains(#""work.price":{"from":[["UKEGK","0000048345"]],"steps":["number"]}"#))
    let explained = try Command.run(
      ["explain", input, "--contract", "44-07-0012345-00", "--lang", "en"] + mapping + Examples.day)
    #expect(explained.output.contains("reading: work.price is 「48345000」"), "\(explained.output)\(explained.error)")
    #expect(!explained.output.contains("7KQM4XHR"))
  }

  /// The rejects of a workbook are a workbook, with the reasons in a column, and are read again by the same mapping.
  @Test func rejectsOfAWorkbookAreAWorkbook() throws {
    let folder = TemporaryFolder()
    let input = Examples.path("mappings/workbook.xlsx")
    let mapping = ["--mapping", Examples.path("mappings/workbook.mapping.json")]
    // A step that does not fit refuses the record.
    folder.put(
      try Examples.text("mappings/workbook.mapping.json").replacing(
        "\"file\":", with: "\"fields\": {\"備考\": {\"column\": \"工事名\", \"number\": {}}}, \"file\":"), at: "m.json")
    let run = try Command.run(
      ["batch", input, "--out", "\(folder.path)/out", "--mapping", "\(folder.path)/m.json"] + Examples.day)
    #expect(run.status == 65, "\(run.error)")
    let rejects = "\(folder.path)/out/rejects.xlsx"
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/out/rejects.csv"))
    let attributes = try FileManager.default.attributesOfItem(atPath: rejects)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    let again = try Command.run(["inspect", "rows", rejects, "--keys-from", input] + mapping)
    #expect(
      again.status == 0 && again.output.contains(#""number":"44-07-0012345-00""#), "\(again.output)\(again.error)")
  }
}
