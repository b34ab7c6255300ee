import Crypto
import Fields
import Foundation

/// Tells a changed authentication key from an unchanged one without keeping it: HMAC-SHA256 under the register's own random salt.
///
/// The same key gives another digest in another register, and nothing without the salt. Whoever has the whole file can still try keys
/// one after another, as with any digest; the file is its owner's alone for that.
struct KeyDigest: Sendable {
  static let saltLength = 32

  private let salt: SymmetricKey

  init(salt: Data) {
    self.salt = SymmetricKey(data: salt)
  }

  static func freshSalt() -> Data {
    SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }
  }

  /// Empty when there is no key.
  func callAsFunction(_ key: Secret?) -> Data {
    guard let key else { return Data() }
    return key.open { text in Data(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: salt)) }
  }
}
