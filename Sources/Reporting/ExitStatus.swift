package import Diagnostics
import Glibc
package import HostSystem

/// The exit statuses of the command. Their numbers are those of sysexits.h, and 128 + the signal's number as in a
/// shell. Documentation/operations.md says for each what an operator does.
package enum ExitStatus: Int32, Sendable, Hashable, CaseIterable {
  case success = 0
  /// The command line itself is wrong.
  case usage = 64
  /// Some records were rejected; all others are complete.
  case recordsRejected = 65
  /// The input is missing, empty, not text, or lacks a required column.
  case noInput = 66
  /// Records were left unread because too many were rejected (`--max-rejects`).
  case recordsUnread = 69
  /// A fault of the program itself, or counts that do not add up.
  case internalFault = 70
  /// A file or folder cannot be written.
  case cannotWrite = 73
  /// Not possible now, for example because another run holds the folder; the same command can succeed later.
  case tryAgainLater = 75
  /// A form, a rules file or a font is bad or missing.
  case badConfiguration = 78
  case interrupted = 130
  case terminated = 143
}

extension ExitStatus {
  /// What the status means, as the manual page says it.
  package var meaning: LocalizedText {
    switch self {
    case .success: LocalizedText("すべて発行した", "all issued")
    case .usage: LocalizedText("使い方の誤り", "wrong usage")
    case .recordsRejected:
      LocalizedText("一部の記録を拒否した。ほかはすべて終わっている", "some records were rejected; all others are complete")
    case .noInput:
      LocalizedText(
        "入力がない、空、文字でない、必要な列がない。分割が終わっていない", "input missing, empty, not text, or lacking a column; a shard not closed")
    case .recordsUnread:
      LocalizedText("拒否が多く、残りの記録を読まずに終わった", "too many rejects: the remaining records were not read")
    case .internalFault: LocalizedText("内部の誤り、または件数や内容が合わない", "our own fault, or counts or contents that do not add up")
    case .cannotWrite: LocalizedText("書き込めない", "cannot write")
    case .tryAgainLater: LocalizedText("いまはできない。後でもう一度", "not now: try again later")
    case .badConfiguration: LocalizedText("様式・規則・フォントの誤り", "bad form, rules or fonts")
    case .interrupted: LocalizedText("SIGINTで止めた", "stopped by SIGINT")
    case .terminated: LocalizedText("SIGTERMで止めた", "stopped by SIGTERM")
    }
  }

  /// What an operator does about it.
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
    case .recordsUnread:
      LocalizedText(
        "rejectsの理由を見て入力を直し、同じ命令をもう一度",
        "mend the input by what rejects says, then the same command again"
      )
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

extension StopSignal {
  /// The exit status of a command that was stopped by the signal received; nil while there was none.
  package static var status: ExitStatus? {
    switch number {
    case SIGINT: .interrupted
    case SIGTERM: .terminated
    default: nil
    }
  }
}
