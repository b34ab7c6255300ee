import Diagnostics

extension HelpTopic {
  static let formsText = LocalizedText(
    """
    様式はホームのTemplates/にあるXMLファイルで、1ファイルが1種類の書類です。ファイルを加えれば、書類が増えます。--documents LISTで、作る書類をidで選べます。

      certificate     保証証書
      key-notice      認証キーのお知らせ（認証キーを印字する唯一の書類）
      customer-copy   お客様控え
      premium-sheet   保証料計算書

    様式は読むときにすべて検査します。誤りがあれば何も発行せずに終わります（78）。

      shosho forms check           すべての様式の誤りを示す
      shosho forms fields FILE     様式が使う項目を示す
      shosho render … --png        1件の書類を絵で見る

    文字が枠に収まらないときは、折り返し、長体、縮小、改ページの順に譲り、それでも収まらなければその記録を拒否します。切り捨てはしません。
    """,
    """
    Forms are XML files in the home's Templates/, one file a kind of paper. A further file is a further paper. --documents LIST chooses papers by id.

      certificate     保証証書
      key-notice      認証キーのお知らせ, the only paper that prints the key
      customer-copy   お客様控え
      premium-sheet   保証料計算書

    Forms are checked when they are read. With a fault in one of them nothing is issued (78).

      shosho forms check           name every fault of all forms
      shosho forms fields FILE     list the fields that a form uses
      shosho render … --png        look at one record's papers

    A text that does not fit wraps, condenses, shrinks, or goes on on a further page, in this order; if that does not do, the record is refused. Nothing is ever cut.
    """)
}
