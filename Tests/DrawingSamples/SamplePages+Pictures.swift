package import Layout
import Typesetting

extension SamplePages {
  /// A page with an opaque picture, one that is seen through in places, and an ornament.
  package static func pictures() -> Page {
    func image(alpha: UInt8) -> PixelImage {
      var pixels: [UInt8] = []
      for index in 0..<96 {
        pixels += [UInt8(index * 2), 58, 40]
        pixels.append(index.isMultiple(of: 3) ? alpha : 255)
      }
      return PixelImage(width: 12, height: 8, pixels: pixels)
    }
    func area(_ x: Double, _ y: Double) -> Rectangle {
      Rectangle(x: .mm(x), y: .mm(y), width: .mm(30), height: .mm(20))
    }
    return Page(
      width: .mm(210), height: .mm(297), underlay: [.image(image(alpha: 255), area(150, 20))],
      content: [
        .leaf(.heading(level: 1), [HouseFonts.line("保証証書", size: 24, x: 80, y: 58.5)]),
        .figure(.figure(alternative: "工事場所の略図"), [.image(image(alpha: 255), area(25, 80))]),
        .figure(.figure(alternative: "礎建設保証株式会社の印影"), [.image(image(alpha: 90), area(25, 120))]),
      ])
  }
}
