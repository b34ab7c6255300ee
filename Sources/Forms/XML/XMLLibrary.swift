import CExpat

/// The library that reads forms.
package enum XMLLibrary {
  /// `expat_2.5.0` without the name.
  package static var version: String {
    let text = String(cString: XML_ExpatVersion())
    return text.hasPrefix("expat_") ? String(text.dropFirst(6)) : text
  }
}
