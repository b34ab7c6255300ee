import Diagnostics
package import Register
package import Reporting

extension IssueRegister {
  /// Opens the register that a command names.
  package static func open(_ options: RegisterOptions, _ access: Access) throws(RunFailure) -> IssueRegister {
    let key: SealingKey?
    do {
      key = try options.sealingKey.map { path throws(DiagnosticError) in try SealingKey.read(path) }
    } catch {
      throw RunFailure(.badConfiguration, error)
    }
    do {
      return try open(options.path, access, sealingKey: key)
    } catch {
      throw RunFailure(error)
    }
  }
}
