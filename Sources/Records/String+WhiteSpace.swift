extension StringProtocol {
  /// Without white space at both ends, full-width space included; scalar by scalar.
  var trimmedOfWhiteSpace: String {
    var scalars = Substring(self).unicodeScalars[...]
    while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
    while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
    return String(String.UnicodeScalarView(scalars))
  }
}
