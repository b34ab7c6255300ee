import Digests
package import HostSystem
import Register

extension BatchRegister {
  /// Keeps a paper that was issued, where papers are kept.
  ///
  /// - Parameter digest: SHA-256 of the bytes in hexadecimal, as the manifest has it.
  package func archive(_ bytes: [UInt8], digest: String, isSecret: Bool) throws(FileFault) {
    guard let archive, let digest = ContentDigest(hexadecimal: digest) else { return }
    try archive.keep(bytes, digest: digest, isSecret: isSecret)
  }
}
