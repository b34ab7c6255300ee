import CQPDF
import Glibc

/// Encrypts a finished file with AES-256 (ISO 32000-2 7.6.4, revision 6).
///
/// What comes out is no PDF/A any more (ISO 19005-2 6.1.3), and never the same bytes twice: keys and vectors are drawn by lot.
package enum PDFProtector {
  /// Whether libqpdf is installed.
  package static var isAvailable: Bool { cqpdf_is_available() != 0 }

  /// The file that opens with the password. The password reaches neither messages nor errors.
  package static func protect(_ file: [UInt8], password: String) throws(PDFFault) -> [UInt8] {
    var output: UnsafeMutablePointer<UInt8>?
    var size = 0
    var message = [CChar](repeating: 0, count: 256)
    let status = cqpdf_encrypt(file, file.count, password, &output, &size, &message, message.count)
    defer { free(output) }
    switch status {
    case CQPDF_DONE:
      guard let output else { break }
      return Array(UnsafeBufferPointer(start: output, count: size))
    case CQPDF_NO_LIBRARY: throw PDFFault(.noLibrary, at: 0)
    case CQPDF_REFUSED:
      throw PDFFault(
        .unexpected(String(decoding: message.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)), at: 0)
    default: break
    }
    throw PDFFault(.stream("no memory"), at: 0)
  }
}
