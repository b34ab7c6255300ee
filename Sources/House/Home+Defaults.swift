package import Diagnostics
import HostSystem
package import Reporting
import StrictJSON

/// The defaults of a home, which shosho.json states, so that nobody has to repeat the same options with every command.
/// What is wrong in that file stops the command: a setting that is passed over silently would be taken for one that
/// holds.
extension Home {
  /// The settings of shosho.json, which hold where the command line says nothing.
  ///
  /// `{"documents": ["certificate"], "jobs": 2, "language": "en", "register": "register.sqlite", "archive": "Archive"}`
  package struct Defaults: Sendable, Hashable {
    package var documents: [String]?
    package var jobs: Int?
    package var language: Language?
    /// The register's file; see `Home.resolved`.
    package var register: String?
    /// The folder in which issued papers are kept by digest; see `Home.resolved`.
    package var archive: String?

    package init() {}
  }

  private static let keys = ["archive", "documents", "jobs", "language", "register"]

  /// Reads shosho.json; a home without one has no defaults.
  package func readDefaults() throws(RunFailure) -> Defaults {
    guard InputFile.exists(defaults) else { return Defaults() }
    do {
      return try Self.parseDefaults(try InputFile.bytes(at: defaults), file: defaults)
    } catch let fault as FileFault {
      throw RunFailure(.badConfiguration, fault.diagnostic)
    } catch let error as DiagnosticError {
      throw RunFailure(.badConfiguration, error)
    } catch {
      throw RunFailure(.badConfiguration, Self.malformed(file: defaults, byte: nil))
    }
  }

  static func parseDefaults(_ bytes: [UInt8], file: String) throws -> Defaults {
    let node: JSONNode
    do {
      node = try JSONParser.parse(bytes)
    } catch {
      throw DiagnosticError(malformed(file: file, byte: error.byte))
    }
    guard let members = node.members else { throw DiagnosticError(malformed(file: file, byte: node.byte)) }
    var result = Defaults()
    var problems: [Diagnostic] = []
    for member in members {
      let location = SourceLocation(file: file, byte: member.node.byte)
      switch member.key {
      case "documents":
        result.documents = member.node.array?.compactMap(\.string)
        if result.documents?.count != member.node.array?.count || result.documents == nil {
          problems.append(unfit(member.key, location))
        }
      case "jobs":
        result.jobs = member.node.integer
        if result.jobs.map({ !(1...1024).contains($0) }) ?? true { problems.append(unfit(member.key, location)) }
      case "language":
        result.language = member.node.string.flatMap(Language.init(rawValue:))
        if result.language == nil { problems.append(unfit(member.key, location)) }
      case "register":
        result.register = member.node.string
        if result.register == nil { problems.append(unfit(member.key, location)) }
      case "archive":
        result.archive = member.node.string
        if result.archive == nil { problems.append(unfit(member.key, location)) }
      default:
        problems.append(unknown(member.key, SourceLocation(file: file, byte: member.keyByte)))
      }
    }
    if !problems.isEmpty { throw DiagnosticError(problems) }
    return result
  }

  private static func malformed(file: String, byte: Int?) -> Diagnostic {
    .error(
      "home.defaults.malformed", at: SourceLocation(file: file, byte: byte),
      LocalizedText("JSONのオブジェクトとして読めません。", "This is not a JSON object."))
  }

  private static func unfit(_ key: String, _ location: SourceLocation) -> Diagnostic {
    .error(
      "home.defaults.unfit", at: location, LocalizedText("\(key)の値の形が違います。", "\(key) has a value of the wrong kind."),
      advice: LocalizedText(
        "documentsは文字列の配列、jobsは1以上の整数、languageは\"ja\"か\"en\"、registerとarchiveは文字列です。",
        "documents is an array of strings, jobs a whole number from 1, language \"ja\" or \"en\", "
          + "register and archive are strings."
      ))
  }

  private static func unknown(_ key: String, _ location: SourceLocation) -> Diagnostic {
    let advice = Nearest.name(to: key, among: keys).map { LocalizedText("\($0)のことですか。", "Did you mean \($0)?") }
    return .error(
      "home.defaults.unknown", at: location,
      LocalizedText("\(Echo.quoted(key))という設定はありません。", "There is no setting \(Echo.quoted(key))."),
      advice: advice)
  }
}
