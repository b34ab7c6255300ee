extension Table {
  /// 繰越: sums so far, said again where a page ends inside a group.
  package struct Carry: Sendable {
    /// Below the page's last row: 次頁へ繰越.
    package var foot: [Row]
    /// Above the next page's first row, below the group's head: 前頁より繰越.
    package var head: [Row]

    package init(foot: [Row], head: [Row]) {
      self.foot = foot
      self.head = head
    }
  }
}
