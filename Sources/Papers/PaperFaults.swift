package import Diagnostics
import Drawing
import Fields
import Layout
import PDFSyntax
package import Reporting
package import Typesetting

// What a run says of a paper that could not be made, or not as the record asks.

// Faults of drawing and finishing lie in the program: no record should be able to cause one.

extension DrawingFault: RunFailureConvertible {
  package var runFailure: RunFailure { RunFailure(.internalFault, diagnostic) }
}

extension PDFFault: RunFailureConvertible {
  package var runFailure: RunFailure { RunFailure(.internalFault, diagnostic()) }
}

extension LayoutFault {
  /// The fault as a message about a text that stands in no record.
  package func diagnostic(document: String) -> Diagnostic {
    var diagnostic = diagnostic(document: document) { _ in SourceLocation(file: "-") }
    diagnostic.location = nil
    return diagnostic
  }

  /// The fault as a message about a record.
  ///
  /// - Parameters:
  ///   - document: title of the paper on which the text cannot stand.
  ///   - location: where the record, or the field in it, stands in the input.
  func diagnostic(document: String, location: (_ field: String?) -> SourceLocation) -> Diagnostic {
    switch self {
    case .setting(.missingGlyph(let sequence, let field, _)):
      return .error(
        "paper.glyph", at: location(field),
        LocalizedText(
          "\(Self.shown(sequence, field: field))はどの書体にもなく、\(document)に印字できません。",
          "No font has \(Self.shown(sequence, field: field)); it cannot be printed on \(document)."),
        advice: LocalizedText(
          "別の字にするか、その字のあるフォントをFonts/fonts.jsonに加えてください。",
          "Use another character, or add a font that has it to Fonts/fonts.json."))
    case .setting(.overflow(let box, let field, let needed, let available)):
      return .error(
        "paper.overflow", at: location(field),
        LocalizedText(
          "\(document)の「\(box)」に収まりません（必要な長さ\(Self.millimetres(needed))、枠\(Self.millimetres(available, .down))）。",
          "The text does not fit “\(box)” of \(document) (it needs \(Self.millimetres(needed)), the box has \(Self.millimetres(available, .down)))."
        ),
        advice: LocalizedText("文字を減らすか、様式の欄を広げてください。", "Shorten the text, or widen the box in the form."))
    case .tooTall(let needed, let available):
      return .error(
        "paper.height", at: location(nil),
        LocalizedText(
          "\(document)の一つの欄が1ページより高くなります（\(Self.millimetres(needed))、ページは\(Self.millimetres(available, .down))）。",
          "One row of \(document) would be taller than a page (\(Self.millimetres(needed)), a page has \(Self.millimetres(available, .down)))."
        ),
        advice: LocalizedText("文字を減らしてください。", "Shorten the text."))
    case .overlap(let box, let field, let other, let needed, let available):
      return .error(
        "paper.overlap", at: location(field),
        LocalizedText(
          "\(document)の「\(box)」の文字が「\(other)」の文字に重なります（必要な長さ\(Self.millimetres(needed))、空き\(Self.millimetres(available, .down))）。",
          "The text of “\(box)” of \(document) would stand over that of “\(other)” (it needs \(Self.millimetres(needed)), there are \(Self.millimetres(available, .down)))."
        ),
        advice: LocalizedText("文字を減らすか、様式の欄を離してください。", "Shorten the text, or move the boxes of the form apart."))
    case .beyondPage(let box, let field, let needed, let available):
      return .error(
        "paper.edge", at: location(field),
        LocalizedText(
          "\(document)の「\(box)」の文字が紙の外に出ます（必要な長さ\(Self.millimetres(needed))、紙の上には\(Self.millimetres(available, .down))）。",
          "The text of “\(box)” of \(document) would leave the page (it needs \(Self.millimetres(needed)), the page has \(Self.millimetres(available, .down)))."
        ),
        advice: LocalizedText("文字を減らすか、様式の欄の位置を直してください。", "Shorten the text, or move the box in the form."))
    case .crowded(let part, let box, let field, let needed, let available):
      let (what, advice) = Self.crowded(part)
      return .error(
        "paper.crowded", at: location(field),
        LocalizedText(
          "\(document)の「\(box)」の\(what.japanese)どうしが近すぎます（必要な間隔\(Self.millimetres(needed))、間隔\(Self.millimetres(available, .down))）。",
          "The \(what.english) of “\(box)” of \(document) are too near to each other (they need \(Self.millimetres(needed)), they have \(Self.millimetres(available, .down)))."
        ), advice: advice)
    case .struck(let shape, let corner, let box, let field):
      let place = "\(Self.millimetres(corner.x)), \(Self.millimetres(corner.y))"
      return .error(
        "paper.struck", at: location(field),
        LocalizedText(
          "\(document)の\(shape.name.japanese)（左上 \(place)）が「\(box)」の文字に重なります。",
          "The \(shape.name.english) of \(document) at \(place) would be drawn through the text of “\(box)”."),
        advice: LocalizedText("様式の図形か文字の位置を直してください。", "Move the shape or the text in the form."))
    case .shapeBeyondPage(let shape, let corner, let needed, let available):
      let place = "\(Self.millimetres(corner.x)), \(Self.millimetres(corner.y))"
      return .error(
        "paper.shape.edge", at: location(nil),
        LocalizedText(
          "\(document)の\(shape.name.japanese)（左上 \(place)）が紙の外に出ます（必要な長さ\(Self.millimetres(needed))、紙の上には\(Self.millimetres(available, .down))）。",
          "The \(shape.name.english) of \(document) at \(place) would leave the page (it needs \(Self.millimetres(needed)), the page has \(Self.millimetres(available, .down)))."
        ),
        advice: LocalizedText("様式の位置か大きさを直してください。", "Correct its place or size in the form."))
    case .code(let text):
      return .error(
        "paper.code", at: location(nil),
        LocalizedText(
          "\(document)の二次元コードに入りません（\(text.utf8.count)バイト）。",
          "The text is too long for a QR code on \(document) (\(text.utf8.count) bytes)."))
    case .quietZone(let intruder):
      return .error(
        "paper.code", at: location(nil),
        LocalizedText(
          "\(document)の二次元コードのまわり（4モジュール）に\(intruder.map(Echo.quoted) ?? "紙の端か罫")が入ります。",
          "The room around the QR code on \(document) (4 modules) is not empty: \(intruder.map(Echo.quoted) ?? "a rule or the page's edge")."
        ),
        advice: LocalizedText("様式の文の幅を狭くするか、コードを移してください。", "Narrow the text in the form, or move the code."))
    }
  }

  /// The character and its code points, but never a character of the authentication key.
  private static func shown(_ sequence: String, field: String?) -> String {
    field.map(Catalogue.isSecret) ?? false ? "認証キーの文字" : "\(Echo.quoted(sequence)) \(Echo.codePoints(sequence))"
  }

  /// What is crowded, and what to change in the form.
  private static func crowded(_ part: CrowdedPart) -> (what: LocalizedText, advice: LocalizedText) {
    switch part {
    case .lines:
      (LocalizedText("行", "lines"), LocalizedText("様式の行送り（pitch）を広げてください。", "Widen the pitch in the form."))
    case .characters:
      (LocalizedText("字", "characters"), LocalizedText("様式の字間（space）を広げてください。", "Widen the space in the form."))
    case .cells:
      (
        LocalizedText("行の隣り合う欄", "cells beside it"),
        LocalizedText("文字を減らすか、様式の列の間を広げてください。", "Shorten the text, or widen the gap between the columns in the form.")
      )
    }
  }

  /// What is needed is rounded up and what there is down, so that a text that needs a hair more is not said to fit.
  private static func millimetres(_ length: Length, _ rounding: FloatingPointRoundingRule = .up) -> String {
    let tenths = max(0, Int((length.millimetres * 10).rounded(rounding)))
    return "\(tenths / 10).\(tenths % 10) mm"
  }
}

extension ShapeKind {
  fileprivate var name: LocalizedText {
    switch self {
    case .rule: LocalizedText("罫線", "rule")
    case .tint: LocalizedText("網掛け", "tint")
    case .frame: LocalizedText("枠", "frame")
    case .code: LocalizedText("二次元コード", "QR code")
    case .seal: LocalizedText("印影", "seal")
    case .image: LocalizedText("画像", "image")
    case .cell: LocalizedText("ます目", "cell")
    case .mark: LocalizedText("透かしの語", "mark behind the body")
    }
  }
}

extension BaseForm {
  /// Base and selector as a person reads them: 葛󠄀 U+845B U+E0100.
  package var shown: String { "\(Echo.quoted(sequence)) \(Echo.codePoints(sequence))" }

  /// The warning that a paper shows another glyph than the record asks for, as its form allows.
  func diagnostic(document: String, location: SourceLocation) -> Diagnostic {
    .warning(
      "paper.baseForm", at: location,
      LocalizedText(
        "\(shown)はどの書体にもないので、\(document)の「\(box)」には基底文字を印字しました。",
        "No font has \(shown); “\(box)” of \(document) shows its base character."),
      advice: LocalizedText(
        "字形が大切なら、その字のあるフォントをFonts/fonts.jsonに加えるか、様式のbase-formsから項目を外してください。",
        "If the shape matters, add a font that has it to Fonts/fonts.json, or take the field out of the form's base-forms."
      ))
  }
}
