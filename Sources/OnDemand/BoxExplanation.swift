import Diagnostics
import Fields
import Forms
package import House
import Layout
import Papers
package import Reporting
package import Typesetting

/// Why the text of one box of a form stands as it does: how it was fitted, and the rule behind each end of a line. For
/// whoever looks at a paper and asks why it was divided there (`shosho inspect why`).
///
/// ```
/// let explanation = try BoxExplanation.explain(box: "工事名", of: PreviewRequest(form: "certificate"), home: home)
/// print(explanation.text(in: .japanese))
/// ```
package struct BoxExplanation: Sendable {
  package let form: String
  package let box: String
  /// One for each text of that name: a box that stands on several pages has several.
  package let settings: [SettingExplanation]

  /// - Throws: exit 64 when the form has no such box, 65 when the record is refused or a character has no glyph.
  package static func explain(box: String, of request: PreviewRequest, home: Home) throws(RunFailure)
    -> BoxExplanation
  {
    let subject = try Preview(request, home: home).readSubject()
    let setter = HarfBuzzTextSetter(store: subject.configuration.fonts)
    let listener = ListeningTextSetter(setter: setter)
    // What does not fit is explained too, so the outcome of the layout does not matter.
    _ = try? PageLayout(setter: listener).layOut(subject.form.fill(subject.values))
    var requests = listener.requests.filter { $0.paragraph.name.unicodeScalars.elementsEqual(box.unicodeScalars) }
    // A label has the name of its value. It is asked about only where there is no value.
    if requests.contains(where: \.hasValue) { requests.removeAll { !$0.hasValue } }
    if requests.isEmpty { throw RunFailure(.usage, missingBox(box, listener.requests.map(\.paragraph.name))) }
    if requests.contains(where: { $0.paragraph.inlines.contains { Catalogue.isSecret($0.field ?? "") } }) {
      throw RunFailure(.usage, secretBox)
    }
    var settings: [SettingExplanation] = []
    for request in requests {
      do {
        settings.append(try setter.explain(request.paragraph, measure: request.measure))
      } catch {
        throw RunFailure(
          .recordsRejected, error.faults.map { LayoutFault.setting($0).diagnostic(document: subject.form.id) })
      }
    }
    return BoxExplanation(form: subject.form.id, box: box, settings: settings)
  }

  private static let secretBox = Diagnostic.error(
    "inspect.secret",
    LocalizedText("認証キーの欄の文字は示しません。", "The text of the authentication key is not shown."))

  private static func missingBox(_ box: String, _ known: [String]) -> Diagnostic {
    let names = known.filter { !$0.isEmpty }.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    return .error(
      "inspect.box",
      LocalizedText(
        "この記録では、様式に\(Echo.quoted(box))という欄がありません。", "For this record the form has no box \(Echo.quoted(box))."),
      advice: Nearest.name(to: box, among: names).map {
        LocalizedText("\(Echo.quoted($0))のことですか。", "Did you mean \(Echo.quoted($0))?")
      }
        ?? LocalizedText("欄は \(names.joined(separator: "、")) です。", "The boxes are \(names.joined(separator: ", "))."))
  }
}

/// Notes what layout asks to be set.
private final class ListeningTextSetter: TextSetter {
  struct Request: Hashable {
    var paragraph: Paragraph
    var measure: Length

    var hasValue: Bool { paragraph.inlines.contains { $0.field != nil } }
  }

  private let setter: HarfBuzzTextSetter
  /// Each text once, in the order of the first question.
  private(set) var requests: [Request] = []

  init(setter: HarfBuzzTextSetter) {
    self.setter = setter
  }

  func set(_ paragraph: Paragraph, measure: Length) throws(SettingFaults) -> SetParagraph {
    let request = Request(paragraph: paragraph, measure: measure)
    if !requests.contains(request) { requests.append(request) }
    return try setter.set(paragraph, measure: measure)
  }

  func shapes(of text: String, role: String) throws(SettingFaults) -> [GlyphShape] {
    try setter.shapes(of: text, role: role)
  }
}
