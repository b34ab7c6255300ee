import Diagnostics
import Fields

extension Rulebook {
  /// An error for every rule that is invented: an assumed issuer, an example address, a sample account, a sample
  /// tariff.
  ///
  /// Real papers, which do not print 見本 (specimen), may not be made by such rules; `Rulebook.init` then refuses them.
  var placeholderProblems: [Diagnostic] {
    var found: [Diagnostic] = []
    func add(_ location: SourceLocation, _ what: LocalizedText) {
      found.append(
        .error(
          "rules.invented", at: location,
          LocalizedText("specimen が false ですが、\(what.japanese)。", "specimen is false, but \(what.english)."),
          advice: LocalizedText(
            "本物の値と出典に置き換えるか、specimen を true にしてください。", "Put the real value and its source, or set specimen to true.")))
    }
    for issuer in issuer.issuers {
      let location = issuer.provenance.location
      if issuer.provenance.assumed { add(location, LocalizedText("保証人が仮のものです", "the issuer is an assumed one")) }
      if Placeholder.isReservedAddress(issuer.viewerAddress) {
        add(location, LocalizedText("閲覧サービスのアドレスが例示用のものです", "the viewer's address is a reserved example"))
      }
      if let email = issuer.email, Placeholder.isReservedAddress(email) {
        add(location, LocalizedText("差出人のアドレスが例示用のものです", "the sender's address is a reserved example"))
      }
      if Placeholder.isSampleTelephone(issuer.telephone) {
        add(location, LocalizedText("電話番号が見本です", "the telephone number is a sample"))
      }
      if Placeholder.isSampleAccount(issuer.account) {
        add(location, LocalizedText("口座番号が見本です", "the account number is a sample"))
      }
    }
    if issuer.numberProvenance.assumed {
      add(
        issuer.numberProvenance.location, LocalizedText("保証契約番号の形が仮のものです", "the form of the contract number is assumed")
      )
    }
    if issuer.keyProvenance.assumed {
      add(issuer.keyProvenance.location, LocalizedText("認証キーの形が仮のものです", "the form of the key is assumed"))
    }
    for terms in issuer.terms where terms.provenance.assumed {
      add(
        terms.provenance.location,
        LocalizedText("\(terms.kind.rawValue)の約款名が仮のものです", "the terms of \(terms.kind.rawValue) are assumed"))
    }
    for tariff in tariffs where tariff.sample || tariff.provenance.assumed {
      add(
        tariff.provenance.location, LocalizedText("料率表「\(tariff.name)」は見本料率です", "the tariff \(tariff.name) is invented")
      )
    }
    return found
  }
}

/// Tells addresses and numbers that stand in for real ones.
enum Placeholder {
  /// Whether the host of a URL is a name that RFC 2606 or RFC 6761 reserves for examples and tests:
  /// `https://d-sure.example/`.
  static func isReservedAddress(_ address: String) -> Bool {
    let host =
      address.split(separator: "/", omittingEmptySubsequences: true).dropFirst(address.contains("://") ? 1 : 0).first
      ?? ""
    let name = host.split(separator: ":").first.map { $0.lowercased() } ?? ""
    let labels = name.split(separator: ".").map(String.init)
    if let last = labels.last, ["example", "test", "invalid", "localhost"].contains(last) { return true }
    return labels.suffix(2).first == "example" && ["com", "net", "org"].contains(labels.last)
  }

  /// Whether the last seven digits of a telephone number are all 0, or there are fewer than seven.
  static func isSampleTelephone(_ telephone: String) -> Bool {
    let digits = WidthFolding.folded(telephone).filter { ASCIIDigits.value(of: $0) != nil }
    return digits.count < 7 || digits.suffix(7).allSatisfy { $0 == "0" }
  }

  /// Whether the longest run of digits of a bank account is all 0, or there is none: `普通 0000000`.
  static func isSampleAccount(_ account: String) -> Bool {
    let runs = WidthFolding.folded(account).split { ASCIIDigits.value(of: $0) == nil }
    return runs.max { $0.count < $1.count }?.allSatisfy { $0 == "0" } ?? true
  }
}
