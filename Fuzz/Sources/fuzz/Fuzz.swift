import CLibFuzzer
import FuzzEntries

/// `fuzz ENTRY [libFuzzer's own arguments]`: runs one entry until libFuzzer has had enough, or something traps.
@main enum Fuzz {
  static func main() {
    guard CommandLine.arguments.count > 1, let entry = FuzzEntry(rawValue: CommandLine.arguments[1]) else {
      print("usage: fuzz \(FuzzEntry.allCases.map(\.rawValue).joined(separator: "|")) [CORPUS…] [-runs=N] …")
      return
    }
    chosen = entry
    // libFuzzer takes the program's name and what follows the entry's.
    var arguments =
      [CommandLine.unsafeArgv[0]] + CommandLine.arguments.indices.dropFirst(2).map { CommandLine.unsafeArgv[$0] } + [
        nil
      ]
    var count = Int32(arguments.count - 1)
    arguments.withUnsafeMutableBufferPointer { buffer in
      var pointer = buffer.baseAddress
      _ = LLVMFuzzerRunDriver(&count, &pointer) { data, size in
        Fuzz.chosen.run(Array(UnsafeBufferPointer(start: data, count: size)))
        return 0
      }
    }
  }

  /// libFuzzer's callback is a C function and captures nothing. Set once, before it runs, on its thread.
  nonisolated(unsafe) private static var chosen = FuzzEntry.pdf
}
