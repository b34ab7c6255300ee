import Digests

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
    var identity: DigestPrefix
    var input: UInt32
    var record: UInt32
  }

  private static func identity(number: String, change: Int) -> DigestPrefix {
    DigestPrefix(of: "\(number)\u{0}\(change)")
  }

  private var sightings: [Sighting] = []
  private var doubled: [DigestPrefix: [Location]] = [:]

  package init() {}

  package mutating func count(number: String, change: Int, at location: Location) {
    sightings.append(
      Sighting(
        identity: Self.identity(number: number, change: change), input: UInt32(clamping: location.input),
        record: UInt32(clamping: location.record)))
  }

  /// Ends the counting and lets go of everything but the doubled identities.
  package mutating func close() {
    sightings.sort { ($0.identity, $0.input, $0.record) < ($1.identity, $1.input, $1.record) }
    for (one, next) in zip(sightings, sightings.dropFirst()) where one.identity == next.identity {
      doubled[one.identity, default: [Location(input: Int(one.input), record: Int(one.record))]]
        .append(Location(input: Int(next.input), record: Int(next.record)))
    }
    sightings = []
  }

  /// How many records share their identity with another.
  package var doubledRecords: Int { doubled.values.reduce(0) { $0 + $1.count } }

  /// The other places at which this identity stands; empty for all but the doubled.
  package func others(number: String, change: Int, than location: Location) -> [Location] {
    if doubled.isEmpty { return [] }
    return (doubled[Self.identity(number: number, change: change)] ?? []).filter { $0 != location }
  }
}
