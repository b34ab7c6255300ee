import CQRencode

/// A QR code (ISO/IEC 18004) at error correction level M, without its quiet zone.
package struct QRSymbol: Sendable, Hashable {
  /// Modules a side: 21 for version 1, four more for each further version.
  package let side: Int
  /// Row by row from the top, true for dark.
  package let modules: [Bool]

  /// The version of libqrencode, on which the modules of a code depend.
  package static var libraryVersion: String { String(cString: QRcode_APIVersionString()) }

  /// The smallest symbol that holds the text's UTF-8; nil when the text is empty, holds U+0000 or is longer than any
  /// symbol holds.
  package init?(text: String) {
    guard !text.isEmpty, !text.utf8.contains(0), let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else {
      return nil
    }
    defer { QRcode_free(code) }
    let width = Int(code.pointee.width)
    guard let data = code.pointee.data else { return nil }
    side = width
    modules = (0..<width * width).map { data[$0] & 1 == 1 }
  }
}
