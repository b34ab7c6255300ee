package import Diagnostics
package import Digests
package import Drawing
package import Fields
package import Forms
import HostSystem
package import House
package import Register
package import Reporting
package import Rules
package import Surety
package import Typesetting

/// Everything that a run takes from outside, fixed before the first record: day, forms, rules, fonts. What makes papers
/// sees nothing else of the host.
///
/// ```
/// var configuration = try RunConfiguration.prepare(home: home, documents: nil, issuedOn: nil)
/// try configuration.bundle(["certificate", "premium-sheet"])
/// ```
package struct RunConfiguration: Sendable {
  /// 発行日, at the head of every paper.
  package private(set) var issuedOn: CalendarDate
  /// The forms of this run's papers.
  package let forms: [Form]
  /// The forms of messages, which are made when the run asks for them (`addMessages`).
  package let messages: [Form]
  /// The papers of each record. Each is one file.
  package internal(set) var papers: [OutputDocument]
  package let rules: Rulebook
  package let fonts: FontStore
  /// The same fonts as drawing uses them, shared by all workers.
  package let drawingFonts: DrawingFonts
  /// The files from which forms, rules and fonts were read, as a register keeps them: the list of fonts with the
  /// editions that this run uses, so that its digest tells which they are.
  package let sources: SourceSet
  /// By the form's id, the digest of its file and the shared parts; by the form of a bundle, that of all its files.
  package var formDigests: [String: ContentDigest]
  /// What is asked of the papers beyond their forms.
  package var choices = PaperChoices()

  /// What these forms require of every record: the authentication key, when one of them prints it.
  package var paperRequirements: PaperRequirements { PaperRequirements(of: forms) }

  /// Whether the authentication key stands on a paper of this run.
  package var printsSecret: Bool { forms.contains(where: \.printsSecret) }

  package static let noDay = Diagnostic.error("run.day", LocalizedText("今日の日付が分かりません。", "The clock gives no date."))

  /// Reads and checks the forms, rules and fonts of a home. The faults of all of them come back together.
  ///
  /// - Parameters:
  ///   - documents: ids of the papers wanted; nil for every form of the home.
  ///   - issuedOn: nil for today in Japan.
  package static func prepare(
    home: Home, documents: [String]?, issuedOn: CalendarDate?
  ) throws(RunFailure) -> RunConfiguration {
    guard let day = issuedOn ?? IssueDate.inTokyo(atEpochSecond: HostClock.epochSecond) else {
      throw RunFailure(.badConfiguration, noDay)
    }
    return try prepare(home.readSources(), documents: documents, issuedOn: day)
  }

  /// The same from files that were read already: those of a home, or those that a register kept.
  package static func prepare(
    _ sources: HouseSources, documents: [String]?, issuedOn: CalendarDate
  ) throws(RunFailure) -> RunConfiguration {
    var problems: [Diagnostic] = []
    func part<Part>(_ read: () throws(RunFailure) -> Part) throws(RunFailure) -> Part? {
      do {
        return try read()
      } catch {
        if error.status != .badConfiguration { throw error }
        problems += error.diagnostics
        return nil
      }
    }
    // Every font is judged by its digest before the first record, which takes longer than everything else here.
    let fontReading = BackgroundTask { () throws(RunFailure) in try sources.fonts() }
    let library = try part { () throws(RunFailure) in try sources.forms(wanted: documents.map(Set.init)) }
    let forms = try library.flatMap { library throws(RunFailure) in
      try part { () throws(RunFailure) in try FormChoice.forms(documents, of: library) }
    }
    let rules = try part(sources.rules)
    let fonts = try part(fontReading.result)
    guard let library, let forms, let rules, let fonts, problems.isEmpty else {
      throw RunFailure(.badConfiguration, problems)
    }
    return RunConfiguration(
      issuedOn: issuedOn, forms: forms, messages: library.messages, papers: forms.map(OutputDocument.init),
      rules: rules, fonts: fonts,
      drawingFonts: DrawingFonts(source: FontStoreFaces(fonts)), sources: sources.set.stating(fonts.list),
      formDigests: sources.formDigests(library))
  }

  /// The same run on another day. A run that is continued keeps the day on which it began.
  package func issued(on day: CalendarDate) -> RunConfiguration {
    var configuration = self
    configuration.issuedOn = day
    return configuration
  }
}

extension PaperRequirements {
  /// The requirements of these forms together.
  package init(of forms: [Form]) {
    self.init(printsKey: forms.contains(where: \.printsSecret))
  }
}

extension RunConfiguration {
  /// 合冊: puts papers of this run together, so that each record has them as one file, in the order of the ids.
  ///
  /// - Parameter ids: of two papers of the run or more, none of which shows the authentication key.
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

  /// Makes the messages of the home too, and writes each into a folder besides.
  ///
  /// - Parameter folder: where a mail program looks for them.
  package mutating func addMessages(into folder: String) throws(RunFailure) {
    if messages.isEmpty { throw RunFailure(.badConfiguration, .noMessages) }
    if rules.issuer.issuer(on: issuedOn)?.email == nil { throw RunFailure(.badConfiguration, .noSender) }
    choices.notifications = folder
    papers += messages.filter { message in !papers.contains { $0.id == message.id } }.map(OutputDocument.init)
  }

  /// The ids of the papers that are put together; nil when none are.
  package var bundled: [String]? { papers.first(where: \.isBundle)?.forms.map(\.id) }
}

extension Diagnostic {
  /// The problem that a command names a document which the run does not make.
  static func notMade(_ code: String, _ id: String, _ documents: [String]) -> Diagnostic {
    .error(
      code, LocalizedText("\(Echo.quoted(id))という書類は作りません。", "No document \(Echo.quoted(id)) is made."),
      advice: Nearest.name(to: id, among: documents).map { LocalizedText("\($0)のことですか。", "Did you mean \($0)?") }
        ?? LocalizedText(
          "書類は \(documents.joined(separator: "、")) です。", "The documents are \(documents.joined(separator: ", "))."))
  }

  fileprivate static let noMessages = Diagnostic.error(
    "messages.none", LocalizedText("Templates/にお知らせのメールの様式がありません。", "Templates/ holds no form of a message."))

  fileprivate static let noSender = Diagnostic.error(
    "messages.sender", LocalizedText("issuer.jsonに差出人のアドレス（email）がありません。", "issuer.json has no email to send from."))

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
