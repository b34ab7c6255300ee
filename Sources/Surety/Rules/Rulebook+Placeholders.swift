import Diagnostics
import Fields

extension Rulebook {
  /// Everything in the rules that no certificate may be issued on in earnest. Without 見本 on the papers this list must be empty.
  var inventions: [Diagnostic] {
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
      if ReservedExamples.isAddress(issuer.viewerAddress) {
        add(location, LocalizedText("閲覧サービスのアドレスが例示用のものです", "the viewer's address is a reserved example"))
      }
      if ReservedExamples.isNumber(issuer.telephone) {
        add(location, LocalizedText("電話番号が見本です", "the telephone number is a sample"))
      }
      if ReservedExamples.isAccount(issuer.account) {
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

/// Addresses and numbers that are nobody's.
enum ReservedExamples {
  /// RFC 2606's and RFC 6761's names.
  static func isAddress(_ address: String) -> Bool {
    let host =
      address.split(separator: "/", omittingEmptySubsequences: true).dropFirst(address.contains("://") ? 1 : 0).first
      ?? ""
    let name = host.split(separator: ":").first.map { $0.lowercased() } ?? ""
    let labels = name.split(separator: ".").map(String.init)
    if let last = labels.last, ["example", "test", "invalid", "localhost"].contains(last) { return true }
    return labels.suffix(2).first == "example" && ["com", "net", "org"].contains(labels.last)
  }

  /// A telephone number whose last seven digits are all 0.
  static func isNumber(_ telephone: String) -> Bool {
    let digits = Folding.folded(telephone).filter { Folding.digit($0) != nil }
    return digits.count < 7 || digits.suffix(7).allSatisfy { $0 == "0" }
  }

  /// An account whose longest run of digits is all 0.
  static func isAccount(_ account: String) -> Bool {
    let runs = Folding.folded(account).split { Folding.digit($0) == nil }
    return runs.max { $0.count < $1.count }?.allSatisfy { $0 == "0" } ?? true
  }
}
