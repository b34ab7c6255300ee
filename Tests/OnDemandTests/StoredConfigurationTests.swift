import Diagnostics
import Fields
import Foundation
import Testing

@testable import House
@testable import OnDemand
@testable import Papers
@testable import Register

/// Forms and rules of another day, when this release can no longer work with them.
@Suite struct StoredConfigurationTests {
  private let home: Home
  private let sources: SourceSet
  private let day: CalendarDate

  init() throws {
    home = Home(path: URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized.path)
    day = try #require(CalendarDate(iso: "2026-01-30"))
    // As a register keeps them: the list of fonts states the editions that were used.
    sources = try RunConfiguration.prepare(home: home, documents: nil, issuedOn: day).sources
  }

  private func replacing(_ name: String, _ text: String) -> SourceSet {
    SourceSet(sources.files.map { $0.name == name ? SourceFile($0.kind, name: name, bytes: Data(text.utf8)) : $0 })
  }

  static let useless: [(name: String, text: String, part: StoredConfiguration.Part)] = [
    ("Templates/certificate.xml", "<form id=\"certificate\" version=\"0\" edition=\"1\" title=\"t\"/>", .forms),
    ("Rules/tariffs.json", "{\"tariffs\": 1}", .rules),
    ("Fonts/fonts.json", "{}", .fonts),
  ]

  @Test(arguments: useless) func aPartOfNoMoreUseIsTodaysAndIsTold(
    name: String, text: String, part: StoredConfiguration.Part
  ) throws {
    let house = try StoredConfiguration(replacing(name, text), home: home, form: "certificate", issuedOn: day)
    #expect(house.replaced == [part])
    #expect(house.reasons.contains { $0.location?.file == name }, "\(house.reasons.map(\.location))")
    #expect(house.configuration.sources == sources && house.configuration.issuedOn == day)
  }

  @Test func severalPartsAreToldTogether() throws {
    var files = sources.files
    for (name, text, _) in Self.useless {
      files = files.map { $0.name == name ? SourceFile($0.kind, name: name, bytes: Data(text.utf8)) : $0 }
    }
    let house = try StoredConfiguration(SourceSet(files), home: home, form: "certificate", issuedOn: day)
    #expect(house.replaced == [.forms, .rules, .fonts])
  }

  @Test func whatWorksIsKeptWhateverTheHomeHolds() throws {
    var files = sources.files
    files[0] = SourceFile(files[0].kind, name: files[0].name, bytes: files[0].bytes + Data("\n".utf8))
    let house = try StoredConfiguration(SourceSet(files), home: home, form: "certificate", issuedOn: day)
    #expect(house.replaced.isEmpty && house.reasons.isEmpty && house.configuration.sources == SourceSet(files))
  }
}
