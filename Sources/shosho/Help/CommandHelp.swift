import ArgumentParser
import Diagnostics
import StrictJSON

/// What a command says of itself: the argument parser's own account of all commands, read back.
struct CommandHelp {
  struct Argument {
    enum Kind: String {
      case positional, option, flag
    }

    var kind: Kind
    /// `--out`, `-h`.
    var names: [String]
    var valueName: String
    var isOptional: Bool
    var isRepeating: Bool
    var defaultValue: String?
    var abstract: String
  }

  /// From the program's name on: `shosho`, `register`, `void`.
  var path: [String]
  var abstract: String
  var arguments: [Argument]
  var subcommands: [CommandHelp]

  /// The whole program.
  static var root: CommandHelp? {
    guard let node = try? JSONParser.parse(Shosho._dumpHelp().utf8), let command = node["command"] else { return nil }
    return CommandHelp(command, above: [])
  }

  private init?(_ node: JSONNode, above: [String]) {
    guard let name = node["commandName"]?.string else { return nil }
    path = above + [name]
    abstract = node["abstract"]?.string ?? ""
    arguments = node["arguments"]?.array?.compactMap(Argument.init) ?? []
    let own = path
    var seen: Set<String> = []
    // The parser adds a help of its own to every command; the program's, which knows subjects too, stands before it.
    subcommands = (node["subcommands"]?.array ?? []).compactMap { CommandHelp($0, above: own) }.filter {
      seen.insert($0.path.last ?? "").inserted && ($0.path.last != "help" || own.count == 1)
    }
  }

  /// The command of these names below this one; nil when there is none.
  func find(_ names: some Collection<String>) -> CommandHelp? {
    guard let first = names.first else { return self }
    return subcommands.first { $0.path.last == first }?.find(names.dropFirst())
  }
}

extension CommandHelp.Argument {
  fileprivate init?(_ node: JSONNode) {
    guard let kind = node["kind"]?.string.flatMap(Kind.init(rawValue:)), node["shouldDisplay"]?.bool ?? false else {
      return nil
    }
    self.kind = kind
    names = (node["names"]?.array ?? []).compactMap { name in
      name["name"]?.string.map { (name["kind"]?.string == "short" ? "-" : "--") + $0 }
    }
    valueName = node["valueName"]?.string ?? ""
    isOptional = node["isOptional"]?.bool ?? false
    isRepeating = node["isRepeating"]?.bool ?? false
    defaultValue = node["defaultValue"]?.string
    abstract = names.compactMap { Self.parsersOwn[$0]?.inHelp }.first ?? node["abstract"]?.string ?? ""
  }

  /// What the parser adds to every command, in English only.
  private static let parsersOwn = [
    "--help": LocalizedText("この説明を示す", "show this help"),
    "--version": LocalizedText("版と、使っているライブラリの版を示す", "show the release, and those of the libraries in use"),
  ]

  /// `--out <dir>`, `<input>…`.
  var synopsis: String {
    let value = "<\(valueName)>"
    return switch kind {
    case .positional: value + (isRepeating ? "…" : "")
    case .option: names.joined(separator: ", ") + " \(value)"
    case .flag: names.joined(separator: ", ")
    }
  }
}
