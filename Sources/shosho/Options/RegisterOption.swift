import ArgumentParser
import Diagnostics
import House
import Issuance
import Reporting

/// `--register` and `--sealing-key`: what every command that asks or tells the register takes.
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

  /// The same for a command that cannot do without.
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
