extension UInt8 {
  /// Space, tab, LF or CR: the white space of JSON (RFC 8259, section 2), and what a blank input is made of.
  var isSpace: Bool {
    self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D
  }
}
