import Diagnostics
import HostSystem
package import Issuance
package import Register
package import Reporting

/// Adds anchors of a register, and the time stamps that were given for them, to a file of anchors.
package struct AnchorWriting {
  private let file: String
  private let request: String?
  private let place: OutputPlace

  /// - Parameters:
  ///   - file: the file of anchors, which need not be there.
  ///   - request: the file for the request of a time stamp; nil for none.
  ///   - place: what these files may not take the place of.
  package init(file: String, request: String?, place: OutputPlace) {
    (self.file, self.request, self.place) = (file, request, place)
  }

  /// Signs the register's head and adds it, when the register continues all anchors that are in the file: a file that has
  /// another register's anchors, or an older copy's, proves nothing of this one.
  package func addAnchor(of register: IssueRegister, signedWith key: String) throws(RunFailure) -> Anchor {
    let before = try existingAnchors()
    do {
      let anchorKey = try AnchorKey.read(key)
      let report = try register.verifyChain(proving: before.file.anchors.map(\.head))
      var faults = report.faults.map(\.diagnostic) + before.file.faults(register: try register.identity, publicKey: nil)
      faults += report.unproved.map { Self.unproved($0, in: register.path) }
      if !faults.isEmpty { throw RunFailure(.internalFault, faults) }
      let anchor = try Anchor(
        register: register.identity, head: report.head, at: Int64(HostClock.epochSecond), key: anchorKey)
      if let request {
        try place.check(request, for: .request)
        try OutputFile.write(TimeStamp.request(for: anchor.digest), mode: .shared, to: request)
      }
      try OutputFile.write(before.bytes + Array(anchor.line.utf8), mode: .shared, to: file)
      return anchor
    } catch let error as DiagnosticError {
      throw RunFailure(.badConfiguration, error)
    } catch {
      throw RunFailure(error)
    }
  }

  /// Adds the reply of an authority, when it stamps an anchor of the file.
  package func addReply(_ path: String, of register: IssueRegister) throws(RunFailure) {
    let before = try existingAnchors()
    do {
      let bytes = try InputFile.bytes(at: path)
      guard let stamp = TimeStamp(reply: bytes), before.file.anchors.contains(where: { $0.digest == stamp.imprint })
      else {
        throw RunFailure(.noInput, Self.foreignReply(path))
      }
      if before.file.stamps.contains(stamp) { return }
      try OutputFile.write(before.bytes + Array(stamp.line.utf8), mode: .shared, to: file)
    } catch {
      throw RunFailure(error)
    }
  }

  private func existingAnchors() throws(RunFailure) -> (bytes: [UInt8], file: AnchorFile) {
    try place.check(file, for: .rows(beginning: #"{"register":""#))
    do {
      let bytes = InputFile.isEntry(file) ? try InputFile.bytes(at: file) : []
      return (bytes, try AnchorFile(bytes, name: file))
    } catch let fault as FileFault {
      throw RunFailure(.noInput, fault.diagnostic)
    } catch let error as DiagnosticError {
      throw RunFailure(.noInput, error)
    } catch {
      throw RunFailure(error)
    }
  }

  private static func unproved(_ head: ChainHead, in path: String) -> Diagnostic {
    .error(
      "anchor.head", at: SourceLocation(file: path),
      LocalizedText(
        "発行簿は、錨の頭 \(head.text) の続きではありません。", "The register does not continue the anchored head \(head.text)."))
  }

  private static func foreignReply(_ path: String) -> Diagnostic {
    .error(
      "anchor.reply", at: SourceLocation(file: path),
      LocalizedText(
        "このファイルの錨に与えられた時刻印の応答ではありません。", "This is no granted time stamp of an anchor in the file."))
  }
}
