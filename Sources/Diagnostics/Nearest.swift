/// Finds the known name that a mistyped name most likely means, for the advice "Did you mean …?".
package enum Nearest {
  private static let longest = 200

  /// The candidate with the smallest edit distance, if that is at most a third of the name's length (or 1 for short
  /// names); otherwise nil. Of equally near candidates the first wins.
  ///
  /// A name of more than 200 scalars is nobody's slip, and has no nearest.
  ///
  /// `Nearest.name(to: "保証契約番", among: ["保証契約日", "保証契約番号"])` → `保証契約番号`
  package static func name(to name: String, among candidates: some Sequence<String>) -> String? {
    let wanted = Array(name.unicodeScalars.prefix(longest + 1))
    guard wanted.count <= longest else { return nil }
    var best: (name: String, distance: Int)?
    for candidate in candidates {
      // The distance is at least the difference of the lengths, so no more of a long candidate is looked at.
      let other = Array(candidate.unicodeScalars.prefix(longest * 2))
      let distance = distance(wanted, other)
      if distance <= max(1, wanted.count / 3), distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.name
  }

  /// Levenshtein distance in Unicode scalars: the number of insertions, deletions and replacements that turn `a` into
  /// `b`.
  ///
  /// Only one row of the usual table is kept: before step `i` it holds the distances of the first `i` scalars of `a`
  /// from all beginnings of `b`.
  private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var row = Array(0...b.count)
    for (i, x) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, y) in b.enumerated() {
        let replaced = diagonal + (x == y ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(replaced, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[b.count]
  }
}
