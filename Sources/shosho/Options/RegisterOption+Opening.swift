import Diagnostics
import HostSystem
import Issuance
import Register
import Reporting

extension RegisterOption {
  /// Opens the register that is named here, else by the home's defaults. A home is looked for only then.
  func open(_ home: HomeOptions, _ access: IssueRegister.Access) throws(RunFailure) -> IssueRegister {
    if let register { return try IssueRegister.open(RegisterOptions(path: register, sealingKey: sealingKey), access) }
    let (found, defaults) = try home.find()
    return try IssueRegister.open(required(found, defaults), access)
  }
}

extension CommandOutcome {
  /// Runs a command that asks or tells the register.
  static func end(_ home: HomeOptions, _ work: (_ console: Console) throws -> Void) throws {
    let console = Console(language: home.language.language(), format: .text, stream: .error)
    try end(console: console) {
      do {
        try work(console)
        return .success
      } catch let fault as RegisterFault {
        throw RunFailure(fault)
      }
    }
  }
}
