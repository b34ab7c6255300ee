import ArgumentParser
import HostSystem

/// Why, and by whom: what the register wants to know of what a person does.
struct ActOptions: ParsableArguments {
  @Option(help: .both("理由", "the reason", valueName: "text"))
  var reason: String

  @Option(help: .both("担当者。なければログイン名", "who does it; the login name without", valueName: "name"))
  var by: String?

  var person: String? { by ?? HostEnvironment.loginName }
}
