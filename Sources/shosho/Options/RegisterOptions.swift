import ArgumentParser
import Diagnostics
import Fields
import HostSystem
import House
import Issuance
import Register
import Reporting
import Rules

/// `--register` and `--sealing-key`, for every command that reads the register or enters something in it.
struct RegisterOption: ParsableArguments {
  @Option(
    help: .both(
      "発行簿のファイル。なければshosho.jsonの指定", "the register's file; the one of shosho.json without", valueName: "file"),
    completion: .file())
  var register: String?

  @Option(
    name: .customLong("sealing-key"),
    help: .both(
      "認証キーを封印して残す鍵ファイル。なければ残さない", "key file under which authentication keys are kept; not kept without",
      valueName: "file"),
    completion: .file())
  var sealingKey: String?

  /// The register that the command line names, else the home's defaults; nil when neither does.
  func path(_ home: Home, _ defaults: Home.Defaults) -> String? {
    register ?? defaults.register.map(home.resolved)
  }

  /// The register that the command line or the home's defaults name. It throws when neither names one, for commands
  /// that cannot work without a register.
  func required(_ home: Home, _ defaults: Home.Defaults) throws(RunFailure) -> RegisterOptions {
    guard let path = path(home, defaults) else {
      throw RunFailure(
        .usage,
        .error(
          "register.unnamed", LocalizedText("発行簿が指定されていません。", "No register is named."),
          advice: LocalizedText(
            "--registerかshosho.jsonのregisterで示してください。", "Name it with --register, or as register in shosho.json.")))
    }
    return RegisterOptions(path: path, sealingKey: sealingKey)
  }
}

/// `--new-register`, for the commands that may begin a register with their first papers.
struct NewRegisterOption: ParsableArguments {
  @Flag(
    name: .customLong("new-register"),
    help: .both("発行簿を新しく作る。なければ、ない発行簿はエラーにする", "make the register; without this a missing one is an error"))
  var newRegister = false

  var making: RegisterOptions.Making { newRegister ? .new : .never }
}

/// The register that a command opens: named by `--register`, else by the defaults of the home.
struct OpenRegisterOptions: ParsableArguments {
  @OptionGroup var register: RegisterOption
  @OptionGroup var home: HomeOptions

  /// Looks for a home only when `--register` does not name the register.
  func open(_ access: IssueRegister.Access) throws(RunFailure) -> IssueRegister {
    if let path = register.register {
      return try IssueRegister.open(RegisterOptions(path: path, sealingKey: register.sealingKey), access)
    }
    let (found, defaults) = try home.find()
    return try IssueRegister.open(register.required(found, defaults), access)
  }
}

/// `--archive`: the folder that keeps issued papers under their digests.
struct ArchiveOption: ParsableArguments {
  @Option(
    help: .both(
      "発行した書類を控えとして残すフォルダ（認証キーのお知らせは封印したものだけ）", "folder that keeps issued papers by digest; key notices sealed only",
      valueName: "dir"),
    completion: .directory)
  var archive: String?

  /// The archive that the command line names, else the home's defaults; nil when neither does.
  func path(_ home: Home, _ defaults: Home.Defaults) -> String? {
    archive ?? defaults.archive.map(home.resolved)
  }
}

/// Why something is done to an issued paper, and who does it. The register keeps both.
struct ResponsibilityOptions: ParsableArguments {
  @Option(help: .both("理由", "the reason", valueName: "text"))
  var reason: String

  @Option(help: .both("担当者。なければログイン名", "who does it; the login name without", valueName: "name"))
  var by: String?

  var person: String? { by ?? HostEnvironment.loginName }

  /// Refuses a reason or a name with an authentication key in it: the register would keep it in clear for ever.
  func refuseKey(_ home: HomeOptions) throws(RunFailure) {
    // A register outlives the rules of its house; without them nothing is known of the form of keys.
    guard let form = try? home.find().home.readRules().issuer.key.form else { return }
    if form.isIn(reason) || form.isIn(by ?? "") {
      throw RunFailure(
        .usage,
        .error(
          "reason.key",
          LocalizedText(
            "理由または担当者に認証キーが書かれています。発行簿に残るので、受け付けません。",
            "An authentication key stands in the reason or in the name. The register would keep it, so it is refused."),
          advice: LocalizedText("認証キーを書かずに言い表してください。", "Say it without the key.")))
    }
  }
}

/// Which issued paper a command is about.
struct IssuedPaperOptions: ParsableArguments {
  @Argument(help: .both("保証契約番号", "the contract number", valueName: "number"))
  var number: String

  @Option(help: .both("書類のid", "id of the paper", valueName: "id"))
  var document: String

  @Option(help: .both("変更回数。なければ最も新しいもの", "the change count; the newest without", valueName: "n"))
  var change: Int?
}

/// Which rows of the register a command shows.
struct RowFilterOptions: ParsableArguments {
  @Option(help: .both("保証契約番号の初め", "the beginning of the contract number", valueName: "number"))
  var number: String?

  @Option(help: .both("書類のid", "id of the paper", valueName: "id"))
  var document: String?

  @Option(help: .both("状態 issued・superseded・voided", "state", valueName: "state"))
  var state: RegisterRow.State?

  @Option(help: .both("この発行日から", "issued on this day or later", valueName: "date"))
  var from: WrittenDate?

  @Option(help: .both("この発行日まで", "issued on this day or earlier", valueName: "date"))
  var to: WrittenDate?

  @Option(help: .both("発行処理のid", "id of a run", valueName: "run"))
  var run: String?

  var filter: RowFilter {
    var filter = RowFilter()
    filter.numberPrefix = number
    filter.document = document
    filter.state = state
    filter.from = from?.date.iso
    filter.to = to?.date.iso
    filter.run = run
    return filter
  }
}

/// A day on the command line in any notation that records may have: `2025-04-01`, `R7.4.1`, `令和7年4月1日`.
struct WrittenDate: ExpressibleByArgument {
  let date: CalendarDate

  init?(argument: String) {
    guard let date = try? DateReader.read(argument) else { return nil }
    self.date = date
  }
}

extension RegisterRow.State: ExpressibleByArgument {}
extension RowExport: ExpressibleByArgument {}
