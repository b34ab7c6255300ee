import Testing

@testable import Mapping

/// Names under which secrets are kept; a code of a host in which the letters of one stand by chance is none.
@Suite struct SecretNamesTests {
  @Test(
    arguments: [
      ("閲覧用パスワード", true), ("ＫＥＹ", true), ("auth_key", true), ("apikey", true), ("Access-Token", true),
      ("keycode", true),
      ("認証ｺｰﾄﾞ", true), ("UKEYMD", false), ("KYKYMD", false), ("担当部署", false), ("工事番号", false),
    ])
  func names(name: String, isLike: Bool) {
    #expect(SecretNames.areLike(name) == isLike)
  }
}
