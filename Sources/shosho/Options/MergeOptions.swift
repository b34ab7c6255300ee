import ArgumentParser
import Diagnostics
import Issuance

/// `--merge`: a print file of the run's papers.
struct MergeOptions: ParsableArguments {
  @Option(
    help: .both(
      "入力順にまとめた印刷用ファイルも作る（FILE-0001.pdf…。出力フォルダの外に）",
      "make a print file of all papers, in the order of the input, too (FILE-0001.pdf …, outside of the output folder)",
      valueName: "file"),
    completion: .file(extensions: ["pdf"]))
  var merge: String?

  @Option(
    name: .customLong("merge-pages"), help: .both("印刷用ファイル1個のページ数の上限", "pages of a print file at most", valueName: "n"))
  var mergePages: Int?

  func validate() throws {
    if let mergePages, !(1...5000).contains(mergePages) { throw ValidationError("--merge-pages: 1…5000") }
    if mergePages != nil, merge == nil {
      throw ValidationError(LocalizedText("--merge-pagesは--mergeとともに使います。", "--merge-pages goes with --merge.").inHelp)
    }
  }

  var request: PrintRequest? { merge.map { PrintRequest(path: $0, pages: mergePages ?? 500) } }
}
