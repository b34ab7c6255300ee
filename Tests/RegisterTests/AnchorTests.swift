import Diagnostics
import Digests
import Foundation
import Testing

@testable import Register

/// Heads kept elsewhere: signed, stamped, and compared with the register.
@Suite struct AnchorTests {
  private let house: TestHouse

  init() throws {
    house = try TestHouse()
  }

  private func key(_ byte: UInt8) throws -> AnchorKey {
    let path = house.folder.appending(path: "key-\(byte)").path
    #expect(FileManager.default.createFile(atPath: path, contents: Data(repeating: byte, count: 32)))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    return try AnchorKey.read(path)
  }

  private func anchor(_ register: IssueRegister, _ key: AnchorKey) throws -> Anchor {
    try Anchor(register: register.identity, head: register.chainHead(), at: 1_764_547_200, key: key)
  }

  private func codes(_ text: String, _ register: IssueRegister, publicKey: String? = nil) throws -> [String] {
    try AnchorFile(Array(text.utf8), name: "anchors.jsonl").faults(register: register.identity, publicKey: publicKey)
      .map(\.code)
  }

  /// RFC 8032, 7.1, test 1: the public key of an empty message's secret key.
  @Test func `a key file is an Ed25519 key`() throws {
    let secret = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"
    let path = house.folder.appending(path: "rfc8032").path
    #expect(FileManager.default.createFile(atPath: path, contents: Data((secret + "\n").utf8)))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    #expect(
      try AnchorKey.read(path).publicKey == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
  }

  @Test func `an anchor holds as it was signed, and as nothing else`() throws {
    let register = try house.begun()
    let key = try key(1)
    let line = try anchor(register, key).line
    #expect(try codes(line, register) == [] && codes(line, register, publicKey: key.publicKey) == [])
    #expect(try codes(line, register, publicKey: try self.key(2).publicKey) == ["anchor.key"])
    #expect(try codes(line, try TestHouse().begun()) == ["anchor.register"])
    for (old, new) in [("\"length\":", "\"length\":1"), ("\"at\":1764", "\"at\":1765"), ("\"head\":\"", "\"head\":\"")]
    {
      let altered = line.replacing(old, with: new)
      #expect(try altered == line || codes(altered, register) == ["anchor.signature"], "\(altered)")
    }
    #expect(throws: (any Error).self) { try AnchorFile(Array("{}\n".utf8), name: "anchors.jsonl") }
  }

  @Test func `the anchors of one register are proved by it, and not by its older copy`() throws {
    let register = try house.begun()
    let key = try key(1)
    let copy = try register.chainHead()
    try register.enterIssues(issue("第1号"), run: "R1", at: 1)
    let anchors = [try anchor(register, key)]
    try register.enterIssues(issue("第2号"), run: "R1", at: 2)
    let file = try AnchorFile(Array((anchors + [try anchor(register, key)]).map(\.line).joined().utf8), name: "a")
    #expect(try register.verifyChain(proving: file.anchors.map(\.head) + [copy]).unproved.isEmpty)
    let older = try TestHouse().begun()
    #expect(try older.verifyChain(proving: file.anchors.map(\.head)).unproved.count == 2)
  }

  /// An authority made for the test by OpenSSL reads our request, and we read its reply.
  @Test func `OpenSSL reads the request, and its reply is of this anchor alone`() throws {
    let digest = ContentDigest(of: "an anchor")
    try Data(TimeStamp.request(for: digest)).write(to: house.folder.appending(path: "request.tsq"))
    let script = """
      set -e
      cd "$1"
      openssl ts -query -in request.tsq -text | tee query.txt | grep -q 'Hash Algorithm: sha256'
      grep -q 'Certificate required: yes' query.txt
      printf '[e]\\nextendedKeyUsage=critical,timeStamping\\n' >extensions
      openssl req -x509 -newkey rsa:2048 -nodes -keyout tsa.key -out tsa.pem -days 2 -subj /CN=TSA.example \
        -addext extendedKeyUsage=critical,timeStamping 2>/dev/null
      echo 01 >serial
      printf '[tsa]\\ndefault_tsa=t\\n[t]\\nserial=serial\\nsigner_cert=tsa.pem\\nsigner_key=tsa.key\\nsigner_digest=sha256\\ndefault_policy=1.2.3.4\\ndigests=sha256\\n' >ts.cnf
      openssl ts -reply -config ts.cnf -queryfile request.tsq -out reply.tsr 2>/dev/null
      openssl ts -verify -in reply.tsr -queryfile request.tsq -CAfile tsa.pem >/dev/null 2>&1
      """
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = ["-c", script, "bash", house.folder.path]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    let reply = try [UInt8](Data(contentsOf: house.folder.appending(path: "reply.tsr")))
    #expect(TimeStamp(reply: reply)?.imprint == digest)
    // No part of a reply, and nothing after it, is a reply; a refusal is none.
    for length in stride(from: 0, to: reply.count, by: 7) {
      #expect(TimeStamp(reply: Array(reply.prefix(length))) == nil)
    }
    #expect(TimeStamp(reply: reply + [0]) == nil)
    #expect(TimeStamp(reply: [0x30, 0x05, 0x30, 0x03, 0x02, 0x01, 0x02]) == nil)
    for index in reply.indices.prefix(200) {
      var altered = reply
      altered[index] ^= 0xFF
      _ = TimeStamp(reply: altered)
    }
    // In a file, a stamp belongs to the anchor whose digest it has.
    let register = try house.begun()
    let line = try anchor(register, try key(1)).line
    let stamp = try #require(TimeStamp(reply: reply))
    #expect(try codes(line + stamp.line, register) == ["anchor.stamp"])
  }
}
