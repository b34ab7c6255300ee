package import Diagnostics

extension ExitStatus {
  /// What happened.
  package var meaning: LocalizedText {
    switch self {
    case .success: LocalizedText("すべて発行した", "all issued")
    case .usage: LocalizedText("使い方の誤り", "wrong usage")
    case .recordsRejected:
      LocalizedText("一部の記録を拒否した。ほかはすべて終わっている", "some records were rejected; all others are complete")
    case .noInput:
      LocalizedText(
        "入力がない、空、文字でない、必要な列がない。分割が終わっていない", "input missing, empty, not text, or lacking a column; a shard not closed")
    case .internalFault: LocalizedText("内部の誤り、または件数や内容が合わない", "our own fault, or counts or contents that do not add up")
    case .cannotWrite: LocalizedText("書き込めない", "cannot write")
    case .tryAgainLater: LocalizedText("いまはできない。後でもう一度", "not now: try again later")
    case .badConfiguration: LocalizedText("様式・規則・フォントの誤り", "bad form, rules or fonts")
    case .interrupted: LocalizedText("SIGINTで止めた", "stopped by SIGINT")
    case .terminated: LocalizedText("SIGTERMで止めた", "stopped by SIGTERM")
    }
  }

  /// What to do next morning.
  package var advice: LocalizedText {
    switch self {
    case .success: LocalizedText("することはない", "nothing")
    case .usage: LocalizedText("示された使い方を見て直す", "read the usage that was printed")
    case .recordsRejected:
      LocalizedText(
        "rejectsの理由を見て直し、--keys-fromに元の入力を付けて発行する",
        "mend what rejects names, and issue it with --keys-from the first input")
    case .noInput:
      LocalizedText(
        "伝言の示すものを直す。WindowsのCSVなら--encoding cp932",
        "mend what the message names; for a CSV from Windows, --encoding cp932")
    case .internalFault:
      LocalizedText("フォルダとログを残し、shosho verifyで調べ、報告する", "keep folder and log, run shosho verify, report it")
    case .cannotWrite:
      LocalizedText("空き容量と権限を直し、同じ命令をもう一度", "free space or mend permissions, then the same command again")
    case .tryAgainLater: LocalizedText("待って、同じ命令をもう一度", "wait, then the same command again")
    case .badConfiguration:
      LocalizedText("何も発行していない。伝言の示すファイルを直す", "nothing was issued; mend the file that the message names")
    case .interrupted, .terminated:
      LocalizedText("ファイルはどれも完全。同じ命令で続きから", "every file is whole; the same command goes on")
    }
  }
}
