import CQPDF
import Glibc
package import PDFSyntax

/// Encrypts a finished file with AES-256 (ISO 32000-2 7.6.4, revision 6).
///
/// The result is not PDF/A (ISO 19005-2 6.1.3) and never the same bytes twice: keys and initialization vectors are
/// random.
package enum PDFProtector {
  /// Whether libqpdf is installed.
  package static var isAvailable: Bool { cqpdf_is_available() != 0 }

  /// The file encrypted, so that it opens with the password only. The password is in no message and no error.
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
