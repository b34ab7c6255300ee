/// 敬称: honorifics at the end of a name. The forms print the fitting one themselves, so that the record's own would
/// stand there twice.
package enum Honorific {
  private static let endings = ["様", "殿", "御中", "宛"]

  /// The name without its honorific and the space before it: `臼杵市長　様` → `臼杵市長`. A name that is nothing but an honorific
  /// is kept.
  package static func stripped(_ name: String) -> String {
    for ending in endings where name.unicodeScalars.reversed().starts(with: ending.unicodeScalars.reversed()) {
      let rest = name.unicodeScalars.dropLast(ending.unicodeScalars.count)
      let bare = String(scalars: rest.trimmed())
      if !bare.isEmpty { return bare }
    }
    return name
  }
}
