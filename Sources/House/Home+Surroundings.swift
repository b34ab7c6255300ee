import Glibc

extension Home.Surroundings {
  /// What this process sees: its environment, its executable and its working folder.
  package static func ofProcess(option: String?) -> Home.Surroundings {
    Home.Surroundings(
      option: option, variable: getenv("SHOSHO_HOME").map { String(cString: $0) },
      executableFolder: link("/proc/self/exe").map { String($0.prefix(upTo: $0.lastIndex(of: "/") ?? $0.startIndex)) },
      workingFolder: link("/proc/self/cwd"))
  }

  private static func link(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
