import Diagnostics
import HostSystem
import Reporting

extension Console {
  /// Says that a run did not get on and was ended within a record.
  ///
  /// - Returns: the status of the process: that of the signal, or 75 after the time limit.
  func sayHang(_ signal: Int32?) -> Int32 {
    let status = signal == nil ? ExitStatus.tryAgainLater : StopSignal.status ?? .terminated
    report(
      .error(
        "run.hang",
        LocalizedText(
          "一件の処理が終わらないので、その途中で実行を打ち切りました（終了コード\(status.rawValue)）。",
          "A record did not come to its end, and the run was ended within it (exit status \(status.rawValue))."),
        advice: LocalizedText(
          "発行したものはそのまま有効です。ディスクとログを確かめ、同じ命令をもう一度実行してください。",
          "What was issued stands. Look at the disks and the log, then run the same command again.")))
    return status.rawValue
  }
}
