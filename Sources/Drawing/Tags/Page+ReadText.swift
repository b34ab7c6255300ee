import Layout
import Typesetting

extension Page {
  /// What the page says, as UTF-8, in reading order and without artifacts: the text that must come back out of its PDF.
  package var readText: [UInt8] {
    var text: [UInt8] = []
    func add(_ element: Element) {
      switch element {
      case .group(_, let children): for child in children { add(child) }
      case .leaf(_, let runs): for run in runs { text.append(contentsOf: run.text.utf8) }
      case .figure: break
      }
    }
    for element in content { add(element) }
    return text
  }
}
