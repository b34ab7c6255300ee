package import StrictJSON

extension RunCounts {
  /// The counts as a report has them, or nil when they are none.
  package init?(_ node: JSONNode) {
    guard let read = node["read"]?.integer, let issued = node["issued"]?.integer,
      let unchanged = node["unchanged"]?.integer,
      let rejected = node["rejected"]?.integer, let unread = node["unread"], let documents = node["documents"]?.integer,
      let bytes = node["bytes"]?.integer, let pages = node["pages"]?.integer
    else { return nil }
    self.init()
    (self.read, self.issued, self.unchanged, self.rejected) = (read, issued, unchanged, rejected)
    (self.unread, self.documents, self.bytes, self.pages) = (unread.integer, documents, bytes, pages)
  }

  package static func += (a: inout RunCounts, b: RunCounts) {
    a.read += b.read
    a.issued += b.issued
    a.unchanged += b.unchanged
    a.rejected += b.rejected
    a.unread = a.unread.flatMap { mine in b.unread.map { mine + $0 } }
    a.documents += b.documents
    a.bytes += b.bytes
    a.pages += b.pages
  }
}
