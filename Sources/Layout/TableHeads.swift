/// Rows of a block's table that may be said again on a later page, set once.
struct TableHeads {
  /// Of the table: on every page on which it goes on.
  let table: [SetRow]
  /// Of each group: on a page that begins inside the group.
  let groups: [[SetRow]]
}
