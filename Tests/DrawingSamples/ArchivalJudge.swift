import Foundation

/// pikepdf's PDF/A validator in a virtual environment: an allow-list with veraPDF's rule numbers, which knows levels 1b, 2b and 3b only.
package enum ArchivalJudge {
  package struct Finding: Sendable, Hashable {
    package let rule: String
    package let message: String
    package let kind: String
  }

  /// SHOSHO_VENV, or .venv in the package; nil when neither has a Python with pikepdf.
  package static var python: String? {
    let environment = ProcessInfo.processInfo.environment
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    return [environment["SHOSHO_VENV"], root.appendingPathComponent(".venv").path].compactMap(\.self)
      .map { $0 + "/bin/python" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// On a machine that builds for others the judge must be there; elsewhere its tests are left out until `make venv` has run.
  package static var isRequired: Bool { ProcessInfo.processInfo.environment["CI"] != nil }

  /// What the validator finds in a file, judged as `level`: 2b, or 3b with an attachment.
  package static func findings(in bytes: [UInt8], level: String) throws -> [Finding] {
    guard let python else { throw Missing() }
    let program = """
      import json, sys, pikepdf.pdfa as a
      print(json.dumps([[f.rule, f.message, str(f.kind)] for f in a.validate_written(sys.argv[1], sys.argv[2]).findings]))
      """
    let tool = try OutsideTool(python, ["-c", program], on: bytes, then: [level])
    guard tool.status == 0, let line = tool.output.split(separator: "\n").last,
      let rows = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [[String]]
    else { throw Silent(output: tool.output) }
    return rows.map { Finding(rule: $0[0], message: $0[1], kind: $0[2]) }
  }

  /// The findings that say no more than what the validator does not know: level A, and the schema by which PDF/A files declare PDF/UA.
  package static func isExpected(_ finding: Finding) -> Bool {
    let rule = finding.rule.split(separator: ":").last.map(String.init) ?? ""
    switch rule {
    case "6.6.4-3": return finding.message == "pdfaid:conformance is 'A', expected 'B'"
    case "6.6.2.3.1-1":
      return [
        "XMP namespace pdfaExtension=http://www.aiim.org/pdfa/ns/extension/ is not permitted",
        "XMP namespace pdfaSchema=http://www.aiim.org/pdfa/ns/schema# is not permitted",
        "XMP namespace pdfaProperty=http://www.aiim.org/pdfa/ns/property# is not permitted",
        "XMP property pdfuaid:part is not permitted",
        "XMP property pdfaExtension:schemas is not permitted",
      ].contains(finding.message)
    default: return false
    }
  }

  package struct Missing: Error, CustomStringConvertible {
    package var description: String { "pikepdf is missing: run `make venv`, or set SHOSHO_VENV" }
  }

  package struct Silent: Error {
    package let output: String
  }
}
