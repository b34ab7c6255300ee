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
    return names.contains(folded) || words.contains { folded.contains($0) }
  }

  /// Whether the name is one of the list.
  package static func contains(_ name: String) -> Bool { names.contains(fold(name)) }

  /// Names that mean a secret as they stand.
  private static let names = Set(
    (words + [
      "pw", "pass", "pin", "pinコード", "pinナンバー", "認証コード", "認証番号", "閲覧コード", "閲覧番号", "アクセスコード", "確認コード", "合言葉",
      "秘密", "秘密番号", "authcode", "accesscode",
    ]).map(fold))

  /// Words that make any name with them one of a secret.
  private static let words = [
    "key", "キー", "ｷｰ", "鍵", "パスワード", "ﾊﾟｽﾜｰﾄﾞ", "パスコード", "ﾊﾟｽｺｰﾄﾞ", "パスフレーズ", "暗証", "認証", "閲覧コード", "アクセスコード", "トークン",
    "ﾄｰｸﾝ", "シークレット", "ｼｰｸﾚｯﾄ", "暗号", "秘密", "確認番号", "pin番号", "otp", "pw", "password", "passwd", "passcode",
    "passphrase", "pwd", "token", "secret", "credential",
  ].map(fold)

  private static func fold(_ name: String) -> String {
    String(scalars: WidthFolding.folded(name).filter { !$0.properties.isWhitespace }).lowercased()
  }
}
