import Diagnostics

/// Counts what a form becomes while its parts are put in, and refuses it when it is larger than a form may be.
///
/// The limits are some twenty-five times what the largest of the house's papers needs. They are there for parts that
/// include each other so often that reading the form would never end.
struct FormSize {
  /// The most elements of a form with its parts. An `<include>` that is replaced counts as one too, so that parts with
  /// nothing but includes in them are counted.
  static let elementLimit = 10_000
  /// The most elements that stand directly in one element.
  static let breadthLimit = 1_000
  /// The most bytes (UTF-8) of all texts and attributes' values as they are written, and of the parameters put in.
  static let textLimit = 1_000_000

  private var elements = 0
  private var bytes = 0

  /// - Parameter location: the include of the form through which the element comes or, without one, the element.
  mutating func addElement(at location: @autoclosure () -> SourceLocation) throws(DiagnosticError) {
    elements += 1
    guard elements > Self.elementLimit else { return }
    throw Self.refusal(
      "form.size.elements", location(),
      "部品を含めた様式の要素が\(Self.elementLimit)個を超えます。",
      "The form with its parts has more than \(Self.elementLimit) elements.")
  }

  mutating func addText(_ count: Int, at location: @autoclosure () -> SourceLocation) throws(DiagnosticError) {
    bytes += count
    guard bytes > Self.textLimit else { return }
    throw Self.refusal(
      "form.size.text", location(),
      "部品を含めた様式の文字が\(Self.textLimit)バイトを超えます。",
      "The texts of the form with its parts have more than \(Self.textLimit) bytes.")
  }

  /// Refuses more elements directly in one element than a form may have.
  static func checkBreadth(
    _ count: Int, at location: @autoclosure () -> SourceLocation
  ) throws(DiagnosticError) {
    guard count > breadthLimit else { return }
    throw refusal(
      "form.size.breadth", location(),
      "一つの要素の中に\(breadthLimit)個を超える要素があります。",
      "More than \(breadthLimit) elements stand in one element.")
  }

  private static func refusal(
    _ code: String, _ location: SourceLocation, _ japanese: String, _ english: String
  ) -> DiagnosticError {
    DiagnosticError(
      .error(
        code, at: location, LocalizedText(japanese, english),
        advice: LocalizedText(
          "ここから含まれる部品が、ほかの部品を何度含んでいるかを確かめてください。",
          "See how often the parts that come in here include others.")))
  }
}
