import Crypto

/// Which identities (contract number, change count) stand in a run's inputs more than once. Both of such a pair are refused, so this must
/// be known before the first is issued; 24 bytes a record are held while counting, and only the doubled ones afterwards.
package struct DuplicateIndex: Sendable {
  /// Where a record stands: which input of the run, and its number there from 1.
  package struct Location: Sendable, Hashable, Comparable {
    package var input: Int
    package var record: Int

    package init(input: Int, record: Int) {
      self.input = input
      self.record = record
    }

    package static func < (a: Location, b: Location) -> Bool { (a.input, a.record) < (b.input, b.record) }
  }

  private struct Sighting {
    var print: Fingerprint
    var input: UInt32
    var record: UInt32
  }

  /// Half of a SHA-256: no two identities of the world share it.
  private struct Fingerprint: Hashable, Comparable {
    var high: UInt64
    var low: UInt64

    init(number: String, change: Int) {
      let bytes = Array(SHA256.hash(data: Array("\(number)\u{0}\(change)".utf8)))
      func word(_ range: Range<Int>) -> UInt64 { bytes[range].reduce(0) { $0 << 8 | UInt64($1) } }
      high = word(0..<8)
      low = word(8..<16)
    }

    static func < (a: Fingerprint, b: Fingerprint) -> Bool { (a.high, a.low) < (b.high, b.low) }
  }

  private var sightings: [Sighting] = []
  private var doubled: [Fingerprint: [Location]] = [:]

  package init() {}

  package mutating func count(number: String, change: Int, at location: Location) {
    sightings.append(
      Sighting(
        print: Fingerprint(number: number, change: change), input: UInt32(clamping: location.input),
        record: UInt32(clamping: location.record)))
  }

  /// Ends the counting and lets go of everything but the doubled identities.
  package mutating func close() {
    sightings.sort { ($0.print, $0.input, $0.record) < ($1.print, $1.input, $1.record) }
    for (one, next) in zip(sightings, sightings.dropFirst()) where one.print == next.print {
      doubled[one.print, default: [Location(input: Int(one.input), record: Int(one.record))]]
        .append(Location(input: Int(next.input), record: Int(next.record)))
    }
    sightings = []
  }

  /// How many records share their identity with another.
  package var doubledRecords: Int { doubled.values.reduce(0) { $0 + $1.count } }

  /// The other places at which this identity stands; empty for all but the doubled.
  package func others(number: String, change: Int, than location: Location) -> [Location] {
    if doubled.isEmpty { return [] }
    return (doubled[Fingerprint(number: number, change: change)] ?? []).filter { $0 != location }
  }
}
