import Diagnostics
import Fields
import StrictXML

// Text with values in it: `第{{ number }}号　{{ orderer.addressee | honoured:殿 }}`. Every path is looked up in the
// catalogue, every formatter checked against the shape of the value, and a value that may be absent must stand on a
// condition or have the formatter `dash`.

extension FormReader {
  /// The text of an attribute as a template; an empty one without the attribute.
  func template(_ element: XMLElement, _ name: String, _ context: ReadingContext) -> Template {
    template(element.attribute(name)?.value ?? "", context: context) { _ in element.location(of: name) }
  }

  /// A text as a template.
  ///
  /// - Parameter location: the position of the expression with an index. It is asked for faults only, because finding
  ///   it takes time.
  func template(_ text: String, context: ReadingContext, at location: (Int) -> SourceLocation) -> Template {
    var segments: [Template.Segment] = []
    var index = 0
    var rest = text[...]
    while let open = rest.firstRange(ofASCII: "{{") {
      if open.lowerBound > rest.startIndex { segments.append(.text(String(rest[..<open.lowerBound]))) }
      let inside = rest[open.upperBound...]
      guard let close = inside.firstRange(ofASCII: "}}") else {
        report("form.expression", location(index), "{{ に対する }} がありません。", "{{ is not closed by }}.")
        return Template(segments: segments)
      }
      if let expression = readExpression(inside[..<close.lowerBound], at: { location(index) }, context: context) {
        segments.append(.value(expression))
      }
      index += 1
      rest = inside[close.upperBound...]
    }
    if !rest.isEmpty { segments.append(.text(String(rest))) }
    return Template(segments: segments)
  }

  private func readExpression(
    _ text: Substring, at location: () -> SourceLocation, context: ReadingContext
  ) -> Expression? {
    let parts = text.split(separator: "|", omittingEmptySubsequences: false).map(Self.trimmed)
    guard let path = parts.first, !path.isEmpty else {
      report(
        "form.expression", location(), "{{ }} の中に項目がありません。", "There is no field in {{ }}.",
        advice: LocalizedText("{{ work.name }} のように書いてください。", "Write it like {{ work.name }}."))
      return nil
    }
    guard let resolved = context.resolve(path) else {
      reportUnknownPath(path, location(), context)
      return nil
    }
    recordPath(resolved.path)
    var calls: [Expression.Call] = []
    for part in parts.dropFirst() {
      guard let call = readCall(part, at: location, context: context) else { return nil }
      calls.append(call)
    }
    checkFormatters(calls, of: resolved, at: location)
    return Expression(
      path: FieldPath(path), calls: calls, maximumWidth: Self.maximumWidth(of: resolved, printedBy: calls, context),
      heading: Self.heading(resolved.path), allowsBaseForm: baseForms.contains(resolved.path))
  }

  /// What a person calls the value at a path: the heading of its field, or the beginning of a derived value's
  /// explanation.
  private static func heading(_ path: String) -> String {
    if let field = Catalogue.field(at: path) { return field.heading }
    let note = Catalogue.derived.first { $0.path == path }?.note ?? path
    return note.split { $0 == " " || $0 == "。" || $0 == "、" }.first.map(String.init) ?? path
  }

  private func readCall(
    _ text: String, at location: () -> SourceLocation, context: ReadingContext
  ) -> Expression.Call? {
    let parts = text.split(separator: ":", maxSplits: 1).map(Self.trimmed)
    guard let name = parts.first, let formatter = Formatter(rawValue: name) else {
      let name = parts.first ?? ""
      report(
        "form.formatter.unknown", location(), "書き方 \(Echo.quoted(name)) はありません。",
        "There is no formatter \(Echo.quoted(name)).",
        advice: Nearest.name(to: name, among: Formatter.allCases.map(\.rawValue)).map(Self.didYouMean))
      return nil
    }
    let argument = parts.count > 1 ? parts[1] : nil
    if formatter == .titled {
      guard let argument, let resolved = context.resolve(argument) else {
        reportUnknownPath(argument ?? "", location(), context)
        return nil
      }
      recordPath(resolved.path)
    }
    return Expression.Call(
      formatter: formatter, argument: argument, path: formatter == .titled ? argument.map(FieldPath.init) : nil)
  }

  /// Checks a value's chain of formatters: each takes what the one before it gives, the last one gives text, the key
  /// goes through the formatter `key` alone, and something is printed when the value is absent.
  private func checkFormatters(
    _ calls: [Expression.Call], of resolved: ReadingContext.Resolved, at location: () -> SourceLocation
  ) {
    var shape = resolved.shape
    for call in calls {
      guard call.formatter.takes(shape) || call.formatter == .dash && resolved.shape != .secret else {
        report(
          "form.formatter.type", location(), "書き方 \(call.formatter.rawValue) は \(resolved.path) に使えません。",
          "Formatter \(call.formatter.rawValue) does not take \(resolved.path).")
        return
      }
      if call.formatter != .dash { shape = .text }
    }
    if resolved.shape == .secret, !(printsSecret && calls.first?.formatter == .key) {
      report(
        "form.secret", location(), "認証キーは、secret=\"key\" の様式で {{ key | key }} とだけ書けます。",
        "The key can only be written as {{ key | key }} in a form that declares secret=\"key\".")
    } else if shape == .list {
      report(
        "form.formatter.missing", location(), "\(resolved.path) は一覧です。", "\(resolved.path) is a list.",
        advice: LocalizedText(
          "<each of=\"\(resolved.path)\"> で繰り返してください。", "Repeat over it with <each of=\"\(resolved.path)\">."))
    } else if shape == .flag {
      report(
        "form.formatter.missing", location(), "\(resolved.path) は真か偽で、印字するものではありません。",
        "\(resolved.path) is yes or no, nothing to print.",
        advice: LocalizedText(
          "<when present=\"\(resolved.path)\"> の条件に使ってください。", "Ask for it with <when present=\"\(resolved.path)\">."))
    } else if shape != .text, shape != .integer {
      report(
        "form.formatter.missing", location(), "\(resolved.path) には書き方が要ります（日付は wareki、金額は grouped など）。",
        "\(resolved.path) needs a formatter (wareki for dates, grouped for amounts).")
    }
    if resolved.optional, !calls.contains(where: { $0.formatter.fillsAbsence }) {
      report(
        "form.path.optional", location(), "\(resolved.path) はないことがあります。", "\(resolved.path) can be absent.",
        advice: LocalizedText(
          "when=\"\(resolved.path)\" で囲むか、| dash を付けてください。", "Put it under when=\"\(resolved.path)\" or add | dash."))
    }
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while let first = text.first, first == " " || first == "\n" { text.removeFirst() }
    while let last = text.last, last == " " || last == "\n" { text.removeLast() }
    return String(text)
  }
}

extension StringProtocol where Index == String.Index {
  /// The first occurrence of an ASCII text, searched by bytes: forms are read whenever the program starts, and a search
  /// by characters takes a hundred times as long.
  func firstRange(ofASCII wanted: StaticString) -> Range<Index>? {
    let bytes = utf8
    let length = wanted.utf8CodeUnitCount
    return wanted.withUTF8Buffer { wanted in
      var start = bytes.startIndex
      while let first = bytes[start...].firstIndex(of: wanted[0]) {
        if bytes[first...].starts(with: wanted) { return first..<bytes.index(first, offsetBy: length) }
        start = bytes.index(after: first)
      }
      return nil
    }
  }
}
