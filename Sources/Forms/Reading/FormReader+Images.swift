import Diagnostics
import StrictXML
import Typesetting

extension FormReader {
  /// `<image file="map.png" alt="…" from y width height/>`: a picture of Templates/house, in its own proportions inside its box.
  func readImage(_ element: XMLElement, _ context: ReadingContext) -> BoxTemplate? {
    check(element, attributes: ["file", "alt", "read", "from", "y", "width", "height"])
    let alternative = element.attribute("alt")
    if alternative == nil, word(element, "read", ["no": true, "yes": false]) != true {
      report(
        "form.image.alt", element.location, "画像には、見えない人のための説明 alt が必要です。",
        "A picture needs alt, words for those who cannot see it.",
        advice: LocalizedText("飾りなら read=\"no\" と書いてください。", "Write read=\"no\" for an ornament."))
    }
    let from = required(length(element, "from"), element, "from", default: .zero)
    let y = required(elastic(element, "y"), element, "y", default: SteppedLength(.zero))
    let width = required(length(element, "width"), element, "width", default: .zero)
    let height = required(length(element, "height"), element, "height", default: .zero)
    if element.attribute("file") == nil { _ = required(String?.none, element, "file", default: "") }
    guard let image = image(element, "file") else { return nil }
    return .image(
      alternative: template(element, "alt", context),
      ImageBox(image, alternative: "", from: from, y: y, width: width, height: height))
  }

  /// The picture that an attribute names; nil without the attribute, or when the fault is reported.
  func image(_ element: XMLElement, _ name: String) -> PixelImage? {
    guard let file = element.attribute(name)?.value else { return nil }
    switch images.image(named: file) {
    case .success(let image)?: return image
    case .failure(let fault)?:
      report(
        "form.image", element.location(of: name), "画像 \(Echo.quoted(file)) は使えません（\(fault.words.japanese)）。",
        "The picture \(Echo.quoted(file)) cannot be used: \(fault.words.english).", advice: fault.advice)
    case nil:
      report(
        "form.image.unknown", element.location(of: name), "Templates/house に画像 \(Echo.quoted(file)) はありません。",
        "Templates/house holds no picture \(Echo.quoted(file)).",
        advice: Nearest.name(to: file, among: images.names).map(Self.didYouMean))
    }
    return nil
  }
}
