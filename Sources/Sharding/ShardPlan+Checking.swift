import Diagnostics
import Digests
import HostSystem
import House
import Inputs
import Issuance
import Papers
import Register
import Reporting

/// Checks that a machine would make the papers that were planned: its forms, rules, fonts, libraries and inputs must be
/// the plan's. Otherwise the shards of one run would hold papers that do not belong together.
extension ShardPlan {
  /// The digests of the forms, rules and fonts of this machine.
  static func sources(of configuration: RunConfiguration) -> Sources {
    Sources(
      forms: configuration.sources.digest(of: .form, .part, .image).hexadecimal,
      rules: configuration.sources.rulesDigest.hexadecimal,
      fonts: configuration.sources.fontsDigest.hexadecimal)
  }

  /// Refuses a machine that would make other papers than the plan's other machines. The error names all differences.
  func checkConfiguration(_ configuration: RunConfiguration, file: String) throws(RunFailure) {
    let found = Self.sources(of: configuration)
    var problems: [Diagnostic] = []
    func compare(_ planned: String, _ found: String, _ code: String, _ what: LocalizedText) {
      if planned != found { problems.append(.unplanned(code, what, planned: planned, found: found, file)) }
    }
    compare(sources.forms, found.forms, "forms", LocalizedText("様式（Templates/）", "The forms (Templates/)"))
    compare(sources.rules, found.rules, "rules", LocalizedText("規則（Rules/）", "The rules (Rules/)"))
    compare(
      sources.fonts, found.fonts, "fonts",
      LocalizedText("書体（Fonts/fonts.jsonと使う版）", "The fonts (Fonts/fonts.json and the editions in use)"))
    compare(
      String(format), String(EngineVersion.format), "format", LocalizedText("エンジンの形式番号", "The engine's format number"))
    compare(
      architecture, EngineVersion.architecture, "architecture",
      LocalizedText("プロセッサーの種類", "The processor's architecture"))
    for library in EngineVersion.papersLibraries {
      let planned = libraries.first { $0.name == library.name }?.version ?? "-"
      compare(planned, library.version, "library", LocalizedText("ライブラリ\(library.name)", "The library \(library.name)"))
    }
    if !problems.isEmpty { throw RunFailure(.badConfiguration, problems) }
  }

  /// Refuses inputs with other bytes than when the plan was made.
  func checkInputs(_ found: [RunReport.Input]) throws(RunFailure) {
    let problems = zip(inputs, found).filter { $0.digest != $1.digest }.map { planned, _ in
      Diagnostic.otherInput(planned.file)
    }
    if !problems.isEmpty { throw RunFailure(.noInput, problems) }
  }

  /// How the inputs are to be read. The files that this takes, besides the inputs, must not have changed since the
  /// plan.
  func readingRequest() throws(RunFailure) -> ReadingRequest {
    for companion in [mapping, keysFrom].compactMap(\.self) {
      do {
        if ContentDigest(of: try InputFile.bytes(at: companion.path)).hexadecimal != companion.digest {
          throw RunFailure(.noInput, .otherInput(companion.path))
        }
      } catch let fault as FileFault {
        throw RunFailure(.noInput, fault.diagnostic)
      } catch {
        throw RunFailure(error)
      }
    }
    return ReadingRequest(
      encoding: encoding, format: inputFormat, mapping: mapping?.path, keysFrom: keysFrom?.path,
      keysEncoding: keysEncoding)
  }
}

extension Diagnostic {
  fileprivate static func unplanned(
    _ code: String, _ what: LocalizedText, planned: String, found: String, _ file: String
  ) -> Diagnostic {
    let (planned, found) = (planned.prefix(12), found.prefix(12))
    return .error(
      "plan.other.\(code)", at: SourceLocation(file: file),
      LocalizedText(
        "\(what.japanese)が計画のときと違います（計画\(planned)、ここ\(found)）。",
        "\(what.english) differs from the plan's (planned \(planned), here \(found))."),
      advice: LocalizedText(
        "計画を作ったものと同じ導入にそろえるか、計画を作り直してください。", "Make this installation the same as the plan's, or plan anew."))
  }

  fileprivate static func otherInput(_ file: String) -> Diagnostic {
    .error(
      "plan.other.input", at: SourceLocation(file: file),
      LocalizedText("計画のときの入力と内容が違います。", "This input is not what it was when the plan was made."),
      advice: LocalizedText("元の入力に戻すか、計画を作り直してください。", "Put the planned input back, or plan anew."))
  }
}
