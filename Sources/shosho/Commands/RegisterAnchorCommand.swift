import ArgumentParser
import Diagnostics
import HostSystem
import Issuance
import OnDemand
import Register
import Reporting

/// `register anchor`: signs the head of the register and adds it to a file that is kept elsewhere; writes the request for
/// a time stamp, and takes in the reply.
struct RegisterAnchorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "anchor",
    abstract: LocalizedText("発行簿の頭に署名し、別に保管するファイルに書き足します。", "Sign the register's head into a file kept elsewhere.")
      .inHelp)

  @Option(
    help: .both("錨を書き足すファイル", "the file of anchors, to which it is added", valueName: "file"), completion: .file())
  var file: String

  @Option(
    name: .customLong("signing-key"),
    help: .both("Ed25519の鍵ファイル（32バイト）", "file of the Ed25519 key: 32 bytes", valueName: "file"), completion: .file())
  var signingKey: String?

  @Option(
    help: .both("時刻印の要求（RFC 3161）も、このファイルに書く", "write the request of a time stamp (RFC 3161) too", valueName: "file"),
    completion: .file())
  var request: String?

  @Option(
    help: .both(
      "新しい錨の代わりに、届いた時刻印の応答を書き足す", "add the reply of a time stamp instead of a new anchor", valueName: "file"),
    completion: .file())
  var reply: String?

  @OptionGroup var replacing: ReplaceOption
  @OptionGroup var options: OpenRegisterOptions

  func validate() throws {
    if (signingKey == nil) == (reply == nil) {
      throw ValidationError.both(
        "--signing-keyか--replyのどちらか一つを指定してください。", "Give one of --signing-key and --reply.")
    }
    if request != nil, reply != nil {
      throw ValidationError.both("--requestは新しい錨とともに使います。", "--request goes with a new anchor.")
    }
  }

  func run() throws {
    try CommandRunner.run(in: options, .readOnly) { register, console in
      let place = OutputPlace(
        sparing: OutputPlace.Spared.register(register.path) + [
          OutputPlace.Spared(signingKey, "署名の鍵", "the signing key"),
          OutputPlace.Spared(options.register.sealingKey, "封印の鍵", "the sealing key"),
          OutputPlace.Spared(reply, "時刻印の応答", "the reply"),
        ], replaces: replacing.replace)
      let anchors = AnchorWriting(file: file, request: request, place: place)
      if let reply {
        try anchors.addReply(reply, of: register)
        console.notice(LocalizedText("時刻印を書き足しました。", "The time stamp was added."))
      } else if let signingKey {
        let anchor = try anchors.addAnchor(of: register, signedWith: signingKey)
        console.notice(anchor.head.notice)
        console.notice(LocalizedText("公開鍵 \(anchor.publicKey)", "Public key: \(anchor.publicKey)"))
      }
    }
  }
}
