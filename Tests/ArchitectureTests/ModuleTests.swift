import Testing

@Suite("Modules are as the architecture page says") struct ModuleTests {
  /// Rows of the table of modules: name, job, and the modules it stands on directly.
  private func table() throws -> [(name: String, job: String, standsOn: Set<String>)] {
    try SourceTree.section("Modules").filter { $0.hasPrefix("| `") }.map { row in
      let cells = row.split(separator: "|").map { $0.trimmingPrefix(" ") }
      return (
        String(cells[0].matches(of: #/`(\w+)`/#)[0].1), String(cells[1]),
        Set(cells[2].matches(of: #/`(\w+)`/#).map { String($0.1) })
      )
    }
  }

  @Test func everyModuleHasARowWithOneJob() throws {
    let rows = try table()
    #expect(Set(rows.map(\.name)) == Set(SourceTree.modules.keys))
    for row in rows { #expect(row.job.count > 10, "\(row.name) has no job") }
  }

  @Test func tableNamesWhatEachModuleStandsOn() throws {
    for row in try table() {
      #expect(row.standsOn == SourceTree.directImports[row.name], "\(row.name)")
    }
  }

  @Test func importsGoToEarlierRowsOnly() throws {
    let order = try table().map(\.name)
    for (index, name) in order.enumerated() {
      let later = (SourceTree.imports[name] ?? []).subtracting(order[..<index])
      #expect(later.isEmpty, "\(name) imports \(later.sorted())")
    }
  }

  @Test func drawingOfModulesHasTheArrowsOfTheCode() throws {
    var drawn: [String: Set<String>] = [:]
    for line in try SourceTree.section("Modules") {
      for arrow in line.matches(of: #/^\s*(\w+) --> ([\w &]+)$/#) {
        drawn[String(arrow.1), default: []].formUnion(arrow.2.split(separator: "&").map { $0.filter(\.isLetter) })
      }
    }
    let real = SourceTree.directImports.filter { !$0.value.isEmpty }
    for name in Set(drawn.keys).union(real.keys).sorted() {
      #expect(drawn[name] ?? [] == real[name] ?? [], "\(name)")
    }
  }

  @Test func packageAllowsNoImportThatIsNotUsed() throws {
    let package = try SourceTree.text("Package.swift")
    for (name, module) in SourceTree.modules where name != "shosho" {
      let declaration = try #require(package.firstMatch(of: try Regex("Module\\(\\s*\"\(name)\"[^)]*\\)")), "\(name)")
      let allowed = Set(
        package[declaration.range].matches(of: #/"(\w+)"/#).map { String($0.1) }.filter { $0 != name })
      let unused = allowed.subtracting(module.imports)
      #expect(unused.isEmpty, "\(name) may import \(unused.sorted()) and does not")
    }
  }

  @Test func noModuleIsTooLargeToHold() {
    for (name, module) in SourceTree.modules {
      #expect(module.files.reduce(0) { $0 + $1.lines } < 5_000, "\(name)")
      for file in module.files { #expect(file.lines <= 400, "\(name)/\(file.path)") }
    }
  }

  @Test func seamsStayOpen() throws {
    for name in ["Typesetting", "Layout"] {
      let module = try #require(SourceTree.modules[name])
      #expect(!module.imports.contains("CCairo"), "\(name) draws")
    }
    for name in ["PDFSyntax", "PDFFinishing", "PDFText", "XMP", "PDFInspection"] {
      let below = SourceTree.reachable(from: name)
      #expect(below.isDisjoint(with: ["Fields", "Surety", "Forms"]), "\(name) knows what a certificate is")
    }
  }

  /// Foundation brings locales and time zones, on which no paper may depend.
  @Test func foundationStaysWhereItMust() {
    let users = SourceTree.modules.values.filter { $0.imports.contains("Foundation") }.map(\.name)
    #expect(Set(users).isSubset(of: ["Register", "House"]))
  }
}
