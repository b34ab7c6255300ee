import ArgumentParser
import Diagnostics
import Fields
import HostSystem
import House
import Reporting

/// Which papers on which day, by how many workers, and how the run speaks.
struct RunOptions: ParsableArguments {
  @Option(
    help: .both("作る書類のid（,区切り）。なければすべて", "ids of the papers, comma-separated; all without", valueName: "list"))
  var documents: String?

  @Option(
    name: .customLong("issued-on"),
    help: .both("発行日。なければ日本の今日", "day of issue; today in Japan without", valueName: "date"))
  var issuedOn: CalendarDate?

  @Option(help: .both("同時に働くスレッドの数。なければコア数", "worker threads; one a core without", valueName: "n"))
  var jobs: Int?

  @Option(help: .both("ログの形 text・json", "form of messages", valueName: "form"))
  var log: LogFormat = .text

  @Flag(help: .both("エラーだけを示す", "errors only"))
  var quiet = false

  func validate() throws {
    if let jobs, !(1...1024).contains(jobs) { throw ValidationError("--jobs: 1…1024") }
  }

  /// The ids wanted, by the command line, else by the home's defaults.
  func documents(_ defaults: Home.Defaults) -> [String]? {
    documents.map { $0.split(separator: ",").map(String.init) } ?? defaults.documents
  }

  func jobs(_ defaults: Home.Defaults) -> Int {
    jobs ?? defaults.jobs ?? HostEnvironment.coreCount
  }
}

extension CalendarDate: ExpressibleByArgument {
  /// As the command line spells it.
  public init?(argument: String) {
    self.init(iso: argument)
  }
}

extension LogFormat: ExpressibleByArgument {}
