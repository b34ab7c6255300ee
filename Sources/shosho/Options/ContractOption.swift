import ArgumentParser

/// Which record of an input: for commands about one contract.
struct ContractOption: ParsableArguments {
  @Option(help: .both("保証契約番号", "the contract number", valueName: "number"))
  var contract: String

  @Option(help: .both("変更回数。同じ番号の記録が複数あるとき", "the change count, when several records have the number", valueName: "n"))
  var change: Int?
}
