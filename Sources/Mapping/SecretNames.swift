import Fields

/// Names under which files from elsewhere keep 認証キー or another secret, apart from the catalogue's own. They are compared
/// in any case and width, without the spaces in them.
///
/// ```swift
/// SecretNames.areLike("閲覧用パスワード")     // true: パスワード stands in it
/// SecretNames.areLike("担当部署")            // false
/// SecretNames.contains("ＫＥＹ")             // true: the name is one of the list
/// ```
package enum SecretNames {
  /// Whether the name is one of the list, or has one of its words in it. What stands under it is masked in rejects;
  /// masking too much does little harm.
  package static func areLike(_ name: String) -> Bool {
    let folded = fold(name)
    return names.contains(bare(folded))
      || words.contains { word in
        guard word.utf8.allSatisfy({ $0 < 0x80 }) else { return folded.contains(word) }
        // Inside a longer word of letters these few stand by chance: UKEYMD is the day of a contract.
        return folded.split(whereSeparator: { !$0.isASCII || !$0.isLetter }).contains {
          $0.hasPrefix(word) || $0.hasSuffix(word)
        }
      }
  }

  /// Whether the name is one of the list.
  package static func contains(_ name: String) -> Bool { names.contains(bare(fold(name))) }

  /// A name without the signs that join its words: `auth_code` is `authcode`.
  private static func bare(_ folded: String) -> String { String(folded.filter { !["-", "_"].contains($0) }) }

  /// Names that mean a secret as they stand.
  private static let names = Set(
    (words + [
      "pw", "pass", "pin", "pinコード", "pinナンバー", "認証コード", "認証番号", "閲覧コード", "閲覧番号", "アクセスコード", "確認コード", "合言葉",
      "秘密", "秘密番号", "識別番号", "auth", "authcode", "accesscode",
    ]).map { bare(fold($0)) })

  /// Words that make any name with them one of a secret.
  private static let words = [
    "key", "キー", "ｷｰ", "鍵", "パスワード", "ﾊﾟｽﾜｰﾄﾞ", "パスコード", "ﾊﾟｽｺｰﾄﾞ", "パスフレーズ", "暗証", "認証", "閲覧コード", "アクセスコード", "トークン",
    "ﾄｰｸﾝ", "シークレット", "ｼｰｸﾚｯﾄ", "暗号", "秘密", "確認番号", "閲覧用コード", "ログインコード", "照会番号",
    "照会コード", "合い言葉", "pin番号", "otp", "pw", "password", "passwd", "passcode",
    "passphrase", "pwd", "token", "secret", "credential",
  ].map(fold)

  private static func fold(_ name: String) -> String {
    String(scalars: WidthFolding.folded(name).filter { !$0.properties.isWhitespace }).lowercased()
  }
}
