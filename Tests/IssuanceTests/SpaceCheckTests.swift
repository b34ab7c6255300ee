import Diagnostics
import Testing

@testable import HostSystem
@testable import Issuance

@Suite struct SpaceCheckTests {
  /// 1,000 papers of 58 KiB in 250 folders: 66.56 MB.
  private static let check = SpaceCheck(papers: 1_000, folders: 250, paperBytes: 58 * 1024)

  private static func disk(_ device: UInt, _ bytes: Int, files: Int? = nil) -> SpaceCheck.Target {
    SpaceCheck.Target(path: "disk\(device)", space: DiskSpace(device: device, freeBytes: bytes, freeFiles: files))
  }

  static let cases: [(name: String, targets: [SpaceCheck.Target], disk: String?, words: String)] = [
    ("enough", [disk(1, 66_560_000)], nil, ""),
    ("one byte less", [disk(1, 66_559_999)], "disk1", "about 66.6 MB, and 66.6 MB are free"),
    (
      "an archive beside it", [disk(1, 100_000_000), disk(1, 100_000_000)], "disk1",
      "about 133.2 MB, and 100.0 MB are free"
    ),
    ("an archive elsewhere", [disk(1, 70_000_000), disk(2, 70_000_000)], nil, ""),
    (
      "an archive on a full disk", [disk(1, 70_000_000), disk(2, 5_000_000)], "disk2",
      "about 66.6 MB, and 5.0 MB are free"
    ),
    (
      "room for bytes, none for files", [disk(1, 1 << 40, files: 1_249)], "disk1", "about 1250 files, and 1249 are free"
    ),
    ("room for both", [disk(1, 1 << 40, files: 1_250)], nil, ""),
    ("nothing known", [], nil, ""),
  ]

  @Test(arguments: cases) func diskThatCannotHoldTheRun(
    name: String, targets: [SpaceCheck.Target], disk: String?, words: String
  ) {
    let problem = Self.check.problem(targets)
    #expect(problem?.location?.file == disk, "\(name)")
    #expect(problem?.summary.english.contains(words) ?? true, "\(name): \(problem?.summary.english ?? "")")
  }

  @Test func nothingToMakeFitsAnywhere() {
    #expect(SpaceCheck(papers: 0, folders: 0, paperBytes: 1).problem([Self.disk(1, 0, files: 0)]) == nil)
  }

  @Test func aHostTellsWhatIsFree() throws {
    let space = try #require(DiskSpace(at: "/tmp"))
    #expect(space.freeBytes > 0)
    #expect(DiskSpace(at: "/none") == nil)
  }

  @Test(arguments: [
    (0, "0.0 MB"), (1, "0.1 MB"), (999_900_000, "999.9 MB"), (1_000_000_000, "1.0 GB"), (12_340_000_001, "12.4 GB"),
  ])
  func sizes(bytes: Int, text: String) {
    #expect(SpaceCheck.size(bytes).english == text)
  }
}
