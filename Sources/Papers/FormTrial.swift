package import Diagnostics
package import Fields
package import Forms
import Layout
package import Typesetting

/// Tries forms with values of the greatest expected length, so that whoever writes a form learns before the first
/// record what would not stand on its pages: a text over another one, a text or a shape beyond the page, a row taller
/// than a page, an address too long for its QR code.
///
/// ```
/// let faults = FormTrial(fonts: store, issuer: ValueTree(issuerOf: rules, on: day)).faults(of: form)    // [] when the longest values have room
/// ```
package struct FormTrial {
  private let layout: PageLayout
  private let issuer: ValueTree

  /// - Parameters:
  ///   - fonts: used by the calling thread alone.
  ///   - issuer: the house's own values, which stand on every paper as they are.
  package init(fonts: FontStore, issuer: ValueTree) {
    self.issuer = issuer
    layout = PageLayout(setter: HarfBuzzTextSetter(store: fonts))
  }

  /// The faults of all trials, each once, with the form's file as their place.
  package func faults(of form: Form) -> [Diagnostic] {
    var faults: [Diagnostic] = []
    var named: Set<String> = []
    for trial in TrialValues.all {
      let filled = form.fill(trial.values(issuer: issuer))
      do {
        _ = try layout.layOut(filled)
      } catch {
        for fault in error.faults where named.insert(fault.box).inserted {
          faults.append(fault.diagnostic(document: form.id) { SourceLocation(file: form.file, field: $0) })
        }
      }
    }
    return faults
  }
}

extension LayoutFault {
  /// What tells a fault of one box from that of another.
  fileprivate var box: String {
    switch self {
    case .setting(.missingGlyph(let sequence, _, let box)): "\(box) \(sequence)"
    case .setting(.overflow(let box, _, _, _)): box
    case .overlap(let box, _, let other, _, _): "\(box) \(other)"
    case .beyondPage(let box, _, _, _): box
    case .crowded(_, let box, _, _, _): box
    case .struck(let shape, let corner, let box, _): "\(shape) \(corner) \(box)"
    case .shapeBeyondPage(let shape, let corner, _, _): "\(shape) \(corner)"
    case .tooTall, .code, .quietZone: "\(self)"
    }
  }
}
