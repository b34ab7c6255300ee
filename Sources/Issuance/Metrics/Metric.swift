/// One metric in Prometheus' text exposition format: its help, its type, and a sample for each set of labels.
package struct Metric: Sendable, Hashable {
  struct Sample: Sendable, Hashable {
    /// In the order in which they are written.
    var labels: [Label]
    var value: Double

    init(_ value: Double, _ labels: [Label] = []) {
      self.labels = labels
      self.value = value
    }
  }

  struct Label: Sendable, Hashable {
    var name: String
    var value: String

    init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  var name: String
  var help: String
  var samples: [Sample]

  init(_ name: String, _ help: String, _ samples: [Sample]) {
    self.name = name
    self.help = help
    self.samples = samples
  }

  /// All are gauges: each run tells of itself, and nothing is counted over runs.
  var text: String {
    var text = "# HELP \(name) \(Self.escaped(help, quote: false))\n# TYPE \(name) gauge\n"
    for sample in samples {
      let labels = sample.labels.map { "\($0.name)=\"\(Self.escaped($0.value, quote: true))\"" }.joined(separator: ",")
      text += name + (labels.isEmpty ? "" : "{\(labels)}") + " \(Self.number(sample.value))\n"
    }
    return text
  }

  private static func escaped(_ text: String, quote: Bool) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\"" where quote: result += "\\\""
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// A whole number without a point, anything else with milliseconds.
  static func number(_ value: Double) -> String {
    if value == value.rounded(), abs(value) < 1e15 { return String(Int(value)) }
    let thousandths = Int((value * 1000).rounded())
    let (whole, rest) = abs(thousandths).quotientAndRemainder(dividingBy: 1000)
    let digits = String(rest)
    return (thousandths < 0 ? "-" : "") + "\(whole)." + String(repeating: "0", count: 3 - digits.count) + digits
  }
}
