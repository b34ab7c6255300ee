package import Fields

/// Which values a form prints for a record: what is only asked for by a condition is not among them.
final class PrintedFields {
  /// `work.price`, `contractor.members[0].name`.
  private(set) var paths: Set<String> = []

  func add(_ path: String) { paths.insert(path) }
}

extension Form {
  /// The paths of the values that stand on the paper of these values, its title included.
  package func printedFields(_ values: ValueTree) -> Set<String> {
    let printed = PrintedFields()
    _ = filled(Scope(values, printed: printed))
    return printed.paths
  }
}
