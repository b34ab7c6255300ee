import Diagnostics
import Forms
import House
import Register
package import Reporting

extension RunConfiguration {
  /// 合冊: puts papers of this run together, so that each record has them as one file, in this order.
  ///
  /// - Parameter ids: of two papers of the run or more. Wrong usage otherwise, and where the authentication key stands on one of them.
  package mutating func bundle(_ ids: [String]) throws(RunFailure) {
    let bound = ids.compactMap { id in forms.first { $0.id == id } }
    var problems = ids.filter { id in !forms.contains { $0.id == id } }.map {
      Diagnostic.notMade("bundle.document", $0, forms.map(\.id))
    }
    if Set(ids).count != ids.count { problems.append(.boundTwice) }
    if ids.count < 2 { problems.append(.boundAlone) }
    problems += bound.filter(\.printsSecret).map { Diagnostic.boundSecret($0.id) }
    if !problems.isEmpty { throw RunFailure(.usage, problems) }
    let bundle = OutputDocument(bundle: bound)
    papers = [bundle] + forms.filter { !ids.contains($0.id) }.map(OutputDocument.init)
    formDigests[bundle.form] = sources.digest(ofForms: bound)
  }

  /// The ids of the papers that are put together; nil when none are.
  package var bundled: [String]? { papers.first(where: \.isBundle)?.forms.map(\.id) }
}

extension Diagnostic {
  /// A document that is asked for something, and that the run does not make.
  static func notMade(_ code: String, _ id: String, _ documents: [String]) -> Diagnostic {
    .error(
      code, LocalizedText("\(Echo.quoted(id))という書類は作りません。", "No document \(Echo.quoted(id)) is made."),
      advice: Nearest.name(to: id, among: documents).map { LocalizedText("\($0)のことですか。", "Did you mean \($0)?") }
        ?? LocalizedText(
          "書類は \(documents.joined(separator: "、")) です。", "The documents are \(documents.joined(separator: ", "))."))
  }

  fileprivate static let boundTwice = Diagnostic.error(
    "bundle.twice", LocalizedText("--bundleに同じ書類が2度あります。", "--bundle names a document twice."))

  fileprivate static let boundAlone = Diagnostic.error(
    "bundle.alone", LocalizedText("--bundleには二つ以上の書類が要ります。", "--bundle needs two documents or more."))

  fileprivate static func boundSecret(_ id: String) -> Diagnostic {
    .error(
      "bundle.secret",
      LocalizedText(
        "\(id)には認証キーを印字するので、ほかの書類とまとめられません。",
        "\(id) shows the authentication key: it stands in no file with other papers."),
      advice: LocalizedText(
        "--bundleから外してください。単独のPDFになります。", "Leave it out of --bundle; it is issued as a PDF of its own."))
  }
}
