extension Rulebook {
  /// Where every rule comes from, in the order of the files.
  package var provenances: [Provenance] {
    issuer.issuers.map(\.provenance) + [issuer.numberProvenance, issuer.keyProvenance] + issuer.terms.map(\.provenance)
      + [orderers.unknown.provenance] + orderers.standard.map(\.provenance) + orderers.orderers.flatMap(\.provenances)
      + tariffs.map(\.provenance)
  }
}

extension Orderer {
  fileprivate var provenances: [Provenance] {
    [start.provenance, submission?.provenance, categories?.provenance, clauses?.provenance].compactMap(\.self)
      + limits.map(\.provenance)
  }
}
