/// Goes over the rows in their order and finds what does not fit.
struct ChainWalk {
  private struct Ending: Equatable {
    var state: RegisterRow.State
    var by: Int64
  }

  private var previous = RegisterRow.chainStart
  private var last: Int64 = 0
  private var faults: [ChainFault] = []
  /// Endings as the ended rows say, and as the rows that end them say.
  private var told: [Int64: Ending] = [:]
  private var meant: [Int64: Ending] = [:]
  /// Copies, each with the row that it copies.
  private var copies: [(sequence: Int64, original: Int64)] = []

  mutating func step(_ row: RegisterRow, key: ContentDigest?) {
    if row.sequence <= last {
      faults.append(.added(row.sequence...row.sequence))
      return
    }
    if row.sequence != last + 1 {
      faults.append(.removed(last + 1...row.sequence - 1))
    } else if row.chainDigest(after: previous, key: key) != row.chain {
      faults.append(.altered(sequence: row.sequence))
    }
    noteStates(row)
    previous = row.chain
    last = row.sequence
  }

  private mutating func noteStates(_ row: RegisterRow) {
    if row.state != .issued, let by = row.endedBy { told[row.sequence] = Ending(state: row.state, by: by) }
    switch row.action {
    case .issue:
      if let target = row.target { meant[target] = Ending(state: .superseded, by: row.sequence) }
    case .void:
      if let target = row.target { meant[target] = Ending(state: .voided, by: row.sequence) }
      meant[row.sequence] = Ending(state: .voided, by: row.sequence)
    case .reissue:
      if let target = row.target { copies.append((row.sequence, target)) }
    }
  }

  /// - Parameters:
  ///   - count: of rows, and `head`, the last chain digest, as the register keeps them apart.
  consuming func finish(count: Int64, head: ContentDigest) -> ChainReport {
    if last < count {
      faults.append(.removed(last + 1...count))
    } else if last > count {
      faults.append(.added(count + 1...last))
    } else if previous != head, !faults.contains(.altered(sequence: last)) {
      faults.append(.altered(sequence: last))
    }
    // A copy ends when its original does, by the same row.
    for copy in copies { meant[copy.sequence] = meant[copy.original] }
    for sequence in Set(told.keys).union(meant.keys).sorted()
    where sequence <= last && told[sequence] != meant[sequence] {
      faults.append(.wrongState(sequence: sequence))
    }
    return ChainReport(rows: last, head: previous, faults: faults)
  }
}
