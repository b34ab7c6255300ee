/// The libraries on which the bytes of a paper depend, as a register keeps them with a run: `cairo 1.16.0, freetype 2.12.1, …`.
package enum LibraryRecord {
  /// Today's.
  package static var today: String { text(of: EngineVersion.papersLibraries) }

  package static func text(of libraries: [EngineVersion.Library]) -> String {
    libraries.map { "\($0.name) \($0.version)" }.joined(separator: ", ")
  }

  /// How today's versions differ from those of an earlier record, each as `cairo 1.16.0 → 1.18.0`. A library that only one of the two names
  /// is passed over: nothing is known of it.
  package static func differences(from record: String, to today: String = Self.today) -> [String] {
    let before = versions(record)
    return versions(today).compactMap { name, version in
      guard let earlier = before.first(where: { $0.name == name })?.version, earlier != version else { return nil }
      return "\(name) \(earlier) → \(version)"
    }
  }

  private static func versions(_ record: String) -> [(name: Substring, version: Substring)] {
    record.split(separator: ",").compactMap { part in
      let words = part.split(separator: " ")
      return words.count == 2 ? (words[0], words[1]) : nil
    }
  }
}
