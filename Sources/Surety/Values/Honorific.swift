/// 敬称: taken off names, because the forms set the one that fits.
enum Honorific {
  private static let endings = ["様", "殿", "御中", "宛"]

  /// The name without an honorific at its end and the space before it. A name that is nothing else stays.
  static func stripped(_ name: String) -> String {
    for ending in endings where name.unicodeScalars.reversed().starts(with: ending.unicodeScalars.reversed()) {
      let rest = name.unicodeScalars.dropLast(ending.unicodeScalars.count)
      let bare = Folding.string(rest.trimmed())
      if !bare.isEmpty { return bare }
    }
    return name
  }
}
