import Diagnostics
import Layout
import Testing
import Typesetting

/// A caller that can take other fonts must know whether fonts are to blame.
@Suite("Faults of layout")
struct LayoutFaultTests {
  static let font = SettingFault.unusableFont(.error("fonts.digest", LocalizedText("違います。", "It differs.")))
  static let overflow = SettingFault.overflow(box: "a", field: nil, needed: .mm(2), available: .mm(1))

  @Test("tell an unusable font from any other fault")
  func unusableFont() {
    #expect(LayoutFaults([.setting(Self.overflow), .setting(Self.font)]).hasUnusableFont)
    #expect(!LayoutFaults([.setting(Self.overflow), .code(text: "a")]).hasUnusableFont)
    #expect(SettingFaults([Self.font]).hasUnusableFont)
    #expect(!SettingFaults([Self.overflow]).hasUnusableFont)
  }
}
