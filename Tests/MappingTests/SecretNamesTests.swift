import Testing

@testable import Mapping

/// Names under which secrets are kept; a code of a host in which the letters of one stand by chance is none.
@Suite struct SecretNamesTests {
  @Test(
    arguments: [
      ("閲覧用パスワード", true), ("ＫＥＹ", true), ("auth_key", true), ("apikey", true), ("Access-Token", true),
      ("keycode", true),
      ("認証ｺｰﾄﾞ", true), ("閲覧用コード", true), ("ログインコード", true), ("照会番号", true), ("照会コード", true), ("auth", true),
      ("auth_code", true), ("合い言葉", true), ("識別番号", true), ("author", false), ("照会先", false), ("UKEYMD", false),
      ("KYKYMD", false), ("担当部署", false), ("工事番号", false),
    ])
  func names(name: String, isLike: Bool) {
    #expect(SecretNames.areLike(name) == isLike)
  }
}
