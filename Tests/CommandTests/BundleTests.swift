import Foundation
import Testing

/// `--bundle`: several papers of a record as one file.
@Suite struct BundleTests {
  private static let bound = ["certificate", "customer-copy", "premium-sheet"]
  private static let list = bound.joined(separator: ",")
  /// These and the key notice, which stands beside the bundle; a house may have papers of its own.
  private static let documents = ["--documents", "\(list),key-notice"]

  /// Some examples issued once in bundles, and once with one paper in each file.
  private struct Issued {
    let scratch: Scratch
    let numbers: [String]
    let batch: [String]
    let command: Command

    init() throws {
      scratch = try Scratch()
      let lines = Array(try Examples.lines().prefix(5))
      numbers = try lines.map { try #require(try Examples.object($0).text("number")) }
      let input = try scratch.put(lines.joined(separator: "\n") + "\n", at: "in.jsonl")
      batch = ["batch", input, "--lang", "en", "--bundle", list] + documents + Examples.day
      command = try Command.run(batch + ["--out", scratch.path("out"), "--jobs", "1"])
      try #require(
        try Command.run(["batch", input, "--out", scratch.path("single"), "--quiet"] + documents + Examples.day)
          .status == 0)
    }

    func path(_ number: String, _ document: String, in folder: String) -> String {
      scratch.path("\(folder)/\(number)/\(number)-\(document).pdf")
    }

    func bytes(_ number: String, _ document: String, in folder: String) throws -> Data {
      try Data(contentsOf: URL(filePath: path(number, document, in: folder)))
    }

    func entries(_ folder: String) throws -> [[String: Any]] {
      try scratch.text("\(folder)/manifest.jsonl").split(separator: "\n").map { try Examples.object(String($0)) }
    }
  }

  private static let shared = Result { try Issued() }

  private func issued() throws -> Issued {
    let issued = try Self.shared.get()
    try #require(issued.command.status == 0, "\(issued.command.error)")
    return issued
  }

  /// A copy of the issued folder that a test may change.
  private func copied() throws -> (scratch: Scratch, out: String, number: String) {
    let issued = try issued()
    let scratch = try Scratch()
    try FileManager.default.copyItem(atPath: issued.scratch.path("out"), toPath: scratch.path("out"))
    return (scratch, scratch.path("out"), issued.numbers[0])
  }

  /// One record issued with these options into a folder of its own.
  private func one(_ options: [String], _ scratch: Scratch, out: String = "out") throws -> Command {
    let input = try scratch.put(try Examples.lines()[0] + "\n", at: "one.jsonl")
    return try Command.run(["batch", input, "--out", scratch.path(out), "--lang", "en"] + Examples.day + options)
  }

  @Test func aBundleIsADocumentOfItsOwn() throws {
    let issued = try issued()
    let (bundled, single) = (try issued.entries("out"), try issued.entries("single"))
    #expect(bundled.map { $0.text("document") } == issued.numbers.flatMap { _ in ["bundle", "key-notice"] })
    for (index, number) in issued.numbers.enumerated() {
      let entry = bundled[index * 2]
      #expect(entry.text("path") == "\(number)/\(number)-bundle.pdf")
      #expect(entry.text("form") == Self.bound.joined(separator: "+") && entry.text("standard") == "PDF/A-2a")
      let papers = single.filter { $0.text("number") == number && $0.text("document") != "key-notice" }
      #expect(papers.count == 3 && entry["pages"] as? Int == papers.compactMap { $0["pages"] as? Int }.reduce(0, +))
      #expect(entry["formVersion"] as? Int == papers.compactMap { $0["formVersion"] as? Int }.reduce(0, +))
      #expect(try issued.bytes(number, "key-notice", in: "out") == issued.bytes(number, "key-notice", in: "single"))
    }
  }

  @Test func itSaysWhatThePapersSay() throws {
    let issued = try issued()
    for number in issued.numbers {
      let path = issued.path(number, "bundle", in: "out")
      let text = try Command.run(tool: "pdftotext", ["-raw", path, "-"]).output
      let papers = try Self.bound.map {
        try Command.run(tool: "pdftotext", ["-raw", issued.path(number, $0, in: "single"), "-"]).output
      }
      #expect(text == papers.joined(), "\(number)")
      #expect(try Command.run(tool: "qpdf", ["--check", path]).status == 0)
      #expect(try Command.run(["verify", "--pdf", path]).status == 0)
    }
    let key = try #require(try Examples.object(Examples.lines()[0]).text("key"))
    let text = try Command.run(tool: "pdftotext", ["-raw", issued.path(issued.numbers[0], "bundle", in: "out"), "-"])
      .output
    #expect(!text.contains(key))
  }

  @Test func outlineAndTagsPartThePapers() throws {
    let issued = try issued()
    func outlines(_ path: String) throws -> [[String: Any]] {
      let json = try Examples.object(Command.run(tool: "qpdf", ["--json=2", "--json-key=outlines", path]).output)
      return try #require(json["outlines"] as? [[String: Any]])
    }
    for number in issued.numbers {
      let path = issued.path(number, "bundle", in: "out")
      let entries = try outlines(path)
      let titles = try Self.bound.map {
        try #require(try outlines(issued.path(number, $0, in: "single"))[0]["title"] as? String)
      }
      #expect(titles[0].hasPrefix("保証証書") && Set(titles).count == 3)
      #expect(entries.compactMap { $0["title"] as? String } == titles)
      var page = 1
      var starts: [Int] = []
      let singles = try issued.entries("single").filter { $0.text("number") == number }
      for document in Self.bound {
        starts.append(page)
        page += try #require(singles.first { $0.text("document") == document }?["pages"] as? Int)
      }
      #expect(entries.compactMap { $0["destpageposfrom1"] as? Int } == starts)
      #expect(try Command.run(tool: "pdfinfo", [path]).output.contains(titles.joined(separator: "、")))
      let structure = try Command.run(tool: "pdfinfo", ["-struct", path]).output.split(separator: "\n").map(String.init)
      #expect(structure.first == "Document" && structure.filter { $0 == "  Part" }.count == 3)
      #expect(structure.filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }.count == 3)
    }
  }

  /// The papers of a bundle share the fonts that it embeds.
  @Test func itIsFarSmallerThanItsPapers() throws {
    let issued = try issued()
    func fonts(_ path: String) throws -> Int {
      try Command.run(tool: "pdffonts", [path]).output.split(separator: "\n").count - 2
    }
    var (bundles, singles) = (0, 0)
    for number in issued.numbers {
      bundles += try issued.bytes(number, "bundle", in: "out").count
      singles += try Self.bound.map { try issued.bytes(number, $0, in: "single").count }.reduce(0, +)
      let most = try Self.bound.map { try fonts(issued.path(number, $0, in: "single")) }.max() ?? 0
      #expect(try fonts(issued.path(number, "bundle", in: "out")) <= most + 2)
    }
    #expect(Double(bundles) < Double(singles) * 0.6, "\(bundles) of \(singles) bytes")
  }

  @Test func workersAndRunsAgree() throws {
    let issued = try issued()
    let many = try Command.run(issued.batch + ["--out", issued.scratch.path("many"), "--jobs", "4"])
    #expect(many.status == 0, "\(many.error)")
    #expect(
      try issued.scratch.issued(below: "many").map { "\($0.path) \($0.bytes.hashValue)" }
        == issued.scratch.issued(below: "out").map { "\($0.path) \($0.bytes.hashValue)" })
  }

  @Test func aRerunChangesNothingAndBringsBackALostBundle() throws {
    let scratch = try Scratch()
    #expect(try one(["--bundle", Self.list], scratch).status == 0)
    let before = try scratch.issued(below: "out")
    let bundle = try #require(before.first { $0.path.hasSuffix("-bundle.pdf") })
    try FileManager.default.removeItem(atPath: scratch.path("out/\(bundle.path)"))
    let again = try one(["--bundle", Self.list], scratch)
    #expect(again.status == 0, "\(again.error)")
    #expect(again.error.contains("0 issued (0 documents), 1 unchanged"), "\(again.error)")
    let after = try scratch.issued(below: "out")
    #expect(after.map(\.path) == before.map(\.path) && after.map(\.bytes) == before.map(\.bytes))
    let verify = try Command.run(["verify", scratch.path("out"), "--lang", "en"])
    #expect(verify.status == 0, "\(verify.output)")
  }

  @Test func theRegisterMakesItAgain() throws {
    let issued = try issued()
    let (scratch, out, number) = try copied()
    func reissue(_ document: String) throws -> Command {
      try Command.run([
        "reissue", number, "--document", document, "--reason", "紛失", "--register", "\(out)/register.sqlite", "--out",
        scratch.path("again.pdf"), "--lang", "en",
      ])
    }
    let again = try reissue("bundle")
    #expect(again.status == 0, "\(again.error)")
    #expect(try Data(contentsOf: URL(filePath: scratch.path("again.pdf"))) == issued.bytes(number, "bundle", in: "out"))
    let single = try reissue("customer-copy")
    #expect(single.status == 65 && ShardedRun.codes(single) == ["register.bundled"], "\(single.error)")
    #expect(single.error.contains("--document bundle"))
    let void = try Command.run([
      "register", "void", number, "--document", "certificate", "--yes", "--reason", "誤発行", "--register",
      "\(out)/register.sqlite",
    ])
    #expect(ShardedRun.codes(void) == ["register.bundled"], "\(void.error)")
  }

  /// A paper is not issued twice, once alone and once in a bundle.
  @Test func whatWasIssuedAloneOrInABundleStaysSo() throws {
    let scratch = try Scratch()
    #expect(try one(["--bundle", "certificate,premium-sheet"], scratch).status == 0)
    for options in [
      ["--documents", "certificate"], ["--bundle", "certificate,customer-copy"],
      ["--bundle", "premium-sheet,certificate"], [],
    ] {
      let other = try one(options + ["--supersede"], scratch)
      #expect(
        other.status == 65 && ShardedRun.codes(other).subtracting(["input.known"]) == ["record.elsewhere"],
        "\(options): \(other.error)")
      #expect(other.error.contains("--bundle certificate,premium-sheet"))
    }
    #expect(try one(["--documents", "key-notice"], scratch).status == 0)
    #expect(try one(["--bundle", "certificate,premium-sheet"], scratch).status == 0)
    #expect(try Command.run(["verify", scratch.path("out")]).status == 0)
    #expect(try one(["--documents", "certificate"], scratch, out: "alone").status == 0)
    let bundle = try one(["--bundle", "certificate,premium-sheet"], scratch, out: "alone")
    #expect(
      bundle.status == 65 && ShardedRun.codes(bundle).subtracting(["input.known"]) == ["record.elsewhere"],
      "\(bundle.error)")
    #expect(bundle.error.contains("Leave certificate out of --bundle"))
  }

  @Test(arguments: [
    ("certificate,key-notice", "bundle.secret"), ("certificate", "bundle.alone"), ("", "bundle.alone"),
    ("certificate,certificate", "bundle.twice"), ("certificate,custmer-copy", "bundle.document"),
  ])
  func wrongListsAreWrongUsage(_ list: String, _ code: String) throws {
    let scratch = try Scratch()
    let command = try one(["--bundle", list], scratch)
    #expect(command.status == 64 && ShardedRun.codes(command).contains(code), "\(command.error)")
    #expect(!FileManager.default.fileExists(atPath: scratch.path("out/manifest.jsonl")))
  }

  @Test func dataAndPasswordsAreTheBundles() throws {
    let scratch = try Scratch()
    #expect(try one(["--bundle", Self.list, "--attach-record"], scratch).status == 0)
    let number = try #require(try Examples.object(Examples.lines()[0]).text("number"))
    let path = scratch.path("out/\(number)/\(number)-bundle.pdf")
    let data = try Examples.object(Command.run(tool: "qpdf", [path, "--show-attachment=\(number)-bundle.json"]).output)
    #expect(Set(data.keys) == Set(Self.bound) && data.text("certificate.number") == number)
    #expect(try Command.run(["verify", "--pdf", path]).status == 0)
    let passwords = try scratch.put("\(number) Kagi no bundle\n", at: "passwords.txt")
    #expect(
      try one(["--bundle", Self.list, "--protect", "certificate=\(passwords)"], scratch, out: "protected").status == 64)
    let protected = try one(["--bundle", Self.list, "--protect", "bundle=\(passwords)"], scratch, out: "protected")
    #expect(protected.status == 0, "\(protected.error)")
    let encrypted = scratch.path("protected/\(number)/\(number)-bundle.pdf")
    #expect(try Command.run(tool: "pdfinfo", ["-upw", "Kagi no bundle", encrypted]).output.contains("AES-256"))
  }

  @Test func shardsOfAPlanMakeTheSameBundles() throws {
    let run = try ShardedRun(shards: 2)
    let bundle = ["--documents", "certificate,key-notice,premium-sheet", "--bundle", "certificate,premium-sheet"]
    let plan = try Command.run(
      ["plan", run.input, "--shards", "2", "--out", run.scratch.path("run")] + bundle + Examples.day)
    #expect(plan.status == 65, "\(plan.error)")
    for shard in 0..<2 { _ = try run.shard(shard) }
    #expect(try run.merge().status == 65)
    let single = try Command.run(
      ["batch", run.input, "--out", run.scratch.path("single"), "--quiet"] + bundle + Examples.day)
    #expect(single.status == 65)
    try run.expectSame()
    #expect(try Command.run(["verify", run.scratch.path("run")]).status == 0)
  }
}
