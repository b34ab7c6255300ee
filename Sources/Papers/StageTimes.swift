import Diagnostics

/// Processor time by stage, of all threads together.
package struct StageTimes: Sendable, Hashable {
  /// Nanoseconds, by `Stage`.
  private var nanoseconds = [UInt64](repeating: 0, count: Stage.allCases.count)

  package init() {}

  package subscript(stage: Stage) -> UInt64 {
    get { nanoseconds[stage.rawValue] }
    set { nanoseconds[stage.rawValue] = newValue }
  }

  package static func += (times: inout StageTimes, other: StageTimes) {
    for stage in Stage.allCases { times[stage] += other[stage] }
  }

  /// `{"read":1.204,…}` in milliseconds.
  package var json: String {
    JSONWriter.object(
      Stage.allCases.map { stage in
        let microseconds = self[stage] / 1000
        let rest = String(microseconds % 1000)
        return ("\(stage)", "\(microseconds / 1000).\(String(repeating: "0", count: 3 - rest.count))\(rest)")
      })
  }
}
