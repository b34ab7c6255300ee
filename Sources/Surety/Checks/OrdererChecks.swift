import Diagnostics
import Fields

extension CheckTable {
  static let ordererChecks: [Check] = []
  static let limitChecks: [Check] = []
}
