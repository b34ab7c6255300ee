extension PDFReader {
  /// Strings and streams of an encrypted file are not what they seem, and its object streams do not even expand.
  func refuseEncryption() throws(PDFFault) {
    if trailer["Encrypt"] != nil { throw PDFFault(.encrypted, at: trailer.range.lowerBound) }
  }
}
