extension StringProtocol where Index == String.Index {
  /// Where a run of ASCII stands first, found by bytes: a search by characters costs a hundred times as much, and forms are read at every
  /// start.
  func firstRange(ofASCII wanted: StaticString) -> Range<Index>? {
    let bytes = utf8
    let length = wanted.utf8CodeUnitCount
    return wanted.withUTF8Buffer { wanted in
      var start = bytes.startIndex
      while let first = bytes[start...].firstIndex(of: wanted[0]) {
        if bytes[first...].starts(with: wanted) { return first..<bytes.index(first, offsetBy: length) }
        start = bytes.index(after: first)
      }
      return nil
    }
  }
}
