import Foundation
import Testing

/// The clock of the host, which nothing but the day of issue may come from, and that only when nobody states it.
@Suite struct ClockTests {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
  }

  private func papers(_ folder: String, clock: String, zone: String, _ options: [String]) throws -> [String: Data] {
    let command = try Command.run(
      ["render", Examples.path("certificates.jsonl"), "--contract", "44-07-0012388-01", "--out", scratch.path(folder)]
        + options,
      clock: clock, zone: zone)
    try #require(command.status == 0, "\(command.error)")
    return Dictionary(uniqueKeysWithValues: try scratch.files(below: folder).map { ($0.path, $0.bytes) })
  }

  @Test func aRecordOnTwoDaysIsTheSameBytes() throws {
    let once = try papers("once", clock: "2026-04-01 10:00:00", zone: "Asia/Tokyo", Examples.day)
    #expect(once.count == 4)
    #expect(try papers("again", clock: "2031-12-31 23:59:58", zone: "America/New_York", Examples.day) == once)
  }

  @Test func todayIsTheDayInJapan() throws {
    let stated = try papers("stated", clock: "2026-07-01 12:00:00", zone: "UTC", Examples.day)
    // Half past three in the afternoon of 31 March, UTC, is the first of April in Tokyo.
    #expect(try papers("today", clock: "2026-03-31 15:30:00", zone: "UTC", []) == stated)
  }
}
