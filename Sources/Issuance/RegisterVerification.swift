package import Diagnostics
import HostSystem
package import Register
package import Reporting

/// Whether a register is as it was written: its chain holds, and it continues the heads that were noted elsewhere.
package struct RegisterVerification: Sendable {
  /// What is wrong.
  package private(set) var findings: [Diagnostic] = []
  /// What is worth knowing, and no fault of the register.
  package private(set) var notes: [Diagnostic] = []
  /// The head that the chain comes to.
  package let head: ChainHead

  /// - Parameters:
  ///   - heads: heads that were noted elsewhere.
  ///   - anchors: an anchor file, every head of which is to be proved; nil for none.
  ///   - publicKey: with which the anchors must be signed, in hexadecimal; nil for the one that each states.
  package init(
    _ register: IssueRegister, heads: [ChainHead], anchors: String? = nil, publicKey: String? = nil
  ) throws(RunFailure) {
    do {
      var anchored: [ChainHead] = []
      if let anchors {
        let file = try AnchorFile(InputFile.bytes(at: anchors), name: anchors)
        findings += try file.faults(register: register.identity, publicKey: publicKey)
        anchored = file.anchors.map(\.head)
        notes.append(.anchors(file.anchors.count, stamps: file.stamps.count, in: anchors))
      }
      let report = try register.verifyChain(proving: heads + anchored)
      head = report.head
      findings += report.faults.map(\.diagnostic)
      findings += report.unproved.map { .unproved($0, in: register.path) }
      if let first = report.setBack.first { notes.append(.setBack(report.setBack.count, first, in: register.path)) }
    } catch let fault as FileFault {
      throw RunFailure(.noInput, fault.diagnostic)
    } catch {
      throw RunFailure(error)
    }
  }
}

extension Diagnostic {
  fileprivate static func unproved(_ head: ChainHead, in path: String) -> Diagnostic {
    .error(
      "register.head", at: SourceLocation(file: path),
      LocalizedText(
        "発行簿は、控えておいた頭 \(head.text) を含みません。書き換えられたか、古い写しか、別の発行簿です。",
        "The register does not continue the head \(head.text): it was rewritten, is an older copy, or is another register."
      ))
  }

  fileprivate static func setBack(_ count: Int, _ first: Int64, in path: String) -> Diagnostic {
    .warning(
      "register.clock", at: SourceLocation(file: path),
      LocalizedText(
        "前の行より早い時刻の行が\(count)行あります（最初は\(first)行目）。時計が戻りました。",
        "\(count) rows have an earlier time than the row before them (the first is row \(first)): a clock went back."))
  }

  fileprivate static func anchors(_ count: Int, stamps: Int, in path: String) -> Diagnostic {
    Diagnostic(
      .note, "register.anchors", at: SourceLocation(file: path),
      LocalizedText("錨\(count)個（時刻印\(stamps)個）を調べました。", "\(count) anchors checked (\(stamps) time stamps)."))
  }
}
