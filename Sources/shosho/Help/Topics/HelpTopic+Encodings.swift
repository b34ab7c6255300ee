import Diagnostics

extension HelpTopic {
  static let encodingsText = LocalizedText(
    """
    --encodingがなければ、先頭の印（BOM）と中身のバイトで文字コードを確かめます。どれとも決まらなければ推し量らず、拒否します（66）。

      utf-8       BOMはあってもなくてもよい
      cp932       Windowsの「ANSI」。Shift_JIS、Windows-31Jとも呼ぶ。外字（F040〜F9FC）は私用領域の字になる
      utf-16      順序はBOMに従う。utf-16le、utf-16beはBOMがないとき

    形式は--format、なければファイル名の末尾（.csv .json .jsonl）、それもなければ先頭の字で決めます。

      csv         見出しの行と、1行に1件。RFC 4180。"で囲めば値の中にコンマと改行を書ける
      json        オブジェクトの配列
      jsonl       1行に1オブジェクト

    JSONはUTF-8かUTF-16だけです。見出しが違うときは--mapping FILEに対応表を渡します。

    どう読んだかを見るには: shosho inspect rows FILE、shosho inspect text FILE。
    """,
    """
    Without --encoding, the mark at the head (BOM) and the bytes themselves prove the encoding. Where they prove none it is not guessed: the file is refused (66).

      utf-8       with or without a BOM
      cp932       what Windows calls ANSI; also Shift_JIS, Windows-31J. Its user-defined characters (F040 to F9FC) become private-use ones
      utf-16      the BOM tells the order of bytes; utf-16le and utf-16be where there is none

    The format is --format, else the end of the file's name (.csv .json .jsonl), else the first character.

      csv         a heading row, then a record a row. RFC 4180: between quotation marks a value may hold commas and line breaks
      json        an array of objects
      jsonl       an object a line

    JSON is UTF-8 or UTF-16 only. Where the headings are others, name a table of them with --mapping FILE.

    To see what was understood: shosho inspect rows FILE, shosho inspect text FILE.
    """)
}
