package import Diagnostics
import PDFFinishing
import PDFSyntax
package import Reporting

extension PaperChoices {
  /// Reads the passwords that a command names.
  ///
  /// - Parameters:
  ///   - documents: ids of the papers that are made.
  ///   - report: takes what is to be said although all went well.
  package mutating func protect(
    _ requests: [ProtectionRequest], documents: [String], _ report: ([Diagnostic]) -> Void
  ) throws(RunFailure) {
    for request in requests {
      guard documents.contains(request.document) else {
        throw RunFailure(.usage, .notMade("protect.document", request.document, documents))
      }
      guard passwords[request.document] == nil else { throw .protectedTwice(request.document) }
      guard PDFProtector.isAvailable else {
        throw RunFailure(.badConfiguration, PDFFault(.noLibrary, at: 0).diagnostic())
      }
      let list = try PasswordList(path: request.path)
      passwords[request.document] = list
      report(list.warnings + (request.isOpenToOthers ? [.openToOthers(request.path)] : []))
    }
  }
}

extension RunFailure {
  fileprivate static func protectedTwice(_ id: String) -> RunFailure {
    RunFailure(
      .usage,
      .error("protect.twice", LocalizedText("\(id)のパスワードのファイルが2度示されています。", "The passwords of \(id) are named twice.")))
  }
}

extension Diagnostic {
  fileprivate static func openToOthers(_ path: String) -> Diagnostic {
    .warning(
      "passwords.open", at: SourceLocation(file: path),
      LocalizedText("パスワードのファイルをほかの人も読めます。", "Others may read this file of passwords."),
      advice: LocalizedText("chmod 600で所有者だけのものにしてください。", "Make it the owner's alone with chmod 600."))
  }
}
