import Crypto
package import Diagnostics
package import Digests
import Foundation
import StrictJSON

/// 錨 (anchor): a head of the register's chain, with the time at which it was taken, signed with an Ed25519 key. Kept
/// elsewhere, it proves to whoever has the public key that the register continued this head at that time, and shows when
/// a later copy of the register does not.
///
/// ```
/// let anchor = try Anchor(register: register.identity, head: register.chainHead(), at: now, key: key)
/// anchor.line    // {"register":"5f…","length":1240,"head":"9f…","at":1764547200,"key":"d7…","signature":"e5…"}
/// ```
package struct Anchor: Sendable, Hashable {
  /// Tells registers apart (`IssueRegister.identity`).
  package var register: ContentDigest
  package var head: ChainHead
  /// Seconds since 1970-01-01T00:00:00Z, by the clock of the machine that signed.
  package var time: Int64
  /// The public key, in hexadecimal.
  package var publicKey: String
  /// The signature of 64 bytes, in hexadecimal.
  var signature: String

  package init(register: ContentDigest, head: ChainHead, at time: Int64, key: AnchorKey) throws {
    (self.register, self.head, self.time, publicKey) = (register, head, time, key.publicKey)
    signature = ""
    signature = try key.sign(signedBytes)
  }

  /// What is signed: netstrings of `shosho anchor 1`, the register, the length of the chain, its head, and the time.
  private var signedBytes: [UInt8] {
    var input = DigestInput()
    input.append("shosho anchor 1")
    input.append(register)
    input.append(head.length)
    input.append(head.digest)
    input.append(time)
    return input.bytes
  }

  /// Whether the signature is that of the stated key.
  var isSigned: Bool {
    guard let key = Hexadecimal.bytes(of: publicKey), let signature = Hexadecimal.bytes(of: signature),
      let publicKey = try? Curve25519.Signing.PublicKey(rawRepresentation: key)
    else { return false }
    return publicKey.isValidSignature(Data(signature), for: Data(signedBytes))
  }

  /// One line of JSON, with its end.
  package var line: String {
    JSONWriter.object([
      ("register", JSONWriter.literal(register.hexadecimal)), ("length", String(head.length)),
      ("head", JSONWriter.literal(head.digest.hexadecimal)), ("at", String(time)),
      ("key", JSONWriter.literal(publicKey)), ("signature", JSONWriter.literal(signature)),
    ]) + "\n"
  }

  /// The digest of the line without its end, for a time stamp.
  package var digest: ContentDigest { ContentDigest(of: line.dropLast().utf8) }

  init?(_ node: JSONNode) {
    guard let register = node["register"]?.string.flatMap({ ContentDigest(hexadecimal: $0) }),
      let length = node["length"]?.integer, let head = node["head"]?.string.flatMap({ ContentDigest(hexadecimal: $0) }),
      let time = node["at"]?.integer, let key = node["key"]?.string, let signature = node["signature"]?.string
    else { return nil }
    self.register = register
    self.head = ChainHead(length: Int64(length), digest: head)
    (self.time, publicKey, self.signature) = (Int64(time), key, signature)
  }
}

/// The Ed25519 key with which heads are signed.
package struct AnchorKey: Sendable {
  private let key: Curve25519.Signing.PrivateKey

  /// Reads a key file as a sealing key's: 32 random bytes or 64 hexadecimal digits, its owner's alone.
  package static func read(_ path: String) throws(DiagnosticError) -> AnchorKey {
    let bytes = try KeyFile.read(path)
    guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes) else { throw KeyFile.badLength(path) }
    return AnchorKey(key: key)
  }

  /// In hexadecimal. It is to be kept where the register and its anchors cannot be written.
  package var publicKey: String { Hexadecimal.text(of: Array(key.publicKey.rawRepresentation)) }

  fileprivate func sign(_ bytes: [UInt8]) throws -> String {
    Hexadecimal.text(of: Array(try key.signature(for: Data(bytes))))
  }
}

/// A file of anchors, a line each, and of the time stamps that were given for them.
package struct AnchorFile: Sendable {
  package private(set) var anchors: [Anchor] = []
  /// Each with the digest of the line that it stamps.
  package private(set) var stamps: [TimeStamp] = []
  private let name: String

  /// Throws when a line is neither.
  package init(_ bytes: [UInt8], name: String) throws(DiagnosticError) {
    self.name = name
    for (index, line) in bytes.split(separator: UInt8(ascii: "\n")).enumerated() {
      let node = try? JSONParser.parse(line)
      if let node, let anchor = Anchor(node) {
        anchors.append(anchor)
      } else if let reply = node?["timeStamp"]?.string.flatMap({ Data(base64Encoded: $0) }),
        let stamp = TimeStamp(reply: Array(reply))
      {
        stamps.append(stamp)
      } else {
        throw DiagnosticError(
          .error(
            "anchor.line", at: SourceLocation(file: name, line: index + 1),
            LocalizedText("錨のファイルの行として読めません。", "This is not a line of an anchor file.")))
      }
    }
  }

  /// What is wrong with the anchors themselves.
  ///
  /// - Parameter publicKey: in hexadecimal; nil to take the key that each anchor states.
  package func faults(register: ContentDigest, publicKey: String?) -> [Diagnostic] {
    var faults: [Diagnostic] = []
    for (index, anchor) in anchors.enumerated() {
      func fault(_ code: String, _ words: LocalizedText) -> Diagnostic {
        .error("anchor.\(code)", at: SourceLocation(file: name, line: index + 1), words)
      }
      if !anchor.isSigned {
        faults.append(fault("signature", LocalizedText("署名が合いません。", "The signature does not hold.")))
      }
      if let publicKey, publicKey.lowercased() != anchor.publicKey {
        faults.append(fault("key", LocalizedText("別の鍵で署名しています。", "It is signed with another key.")))
      }
      if anchor.register != register {
        faults.append(fault("register", LocalizedText("別の発行簿の錨です。", "It is an anchor of another register.")))
      }
    }
    for stamp in stamps where !anchors.contains(where: { $0.digest == stamp.imprint }) {
      faults.append(
        .error(
          "anchor.stamp", at: SourceLocation(file: name),
          LocalizedText("どの錨のものでもない時刻印があります。", "A time stamp belongs to none of the anchors.")))
    }
    return faults
  }
}

extension IssueRegister {
  /// Tells registers apart: the digest of the salt, which a register and its branches share.
  package var identity: ContentDigest {
    get throws(RegisterFault) {
      try read { db in
        guard let salt = try Schema.salt(db) else { throw RegisterFault.Reason.damaged("house") }
        return ContentDigest(of: salt)
      }
    }
  }
}
