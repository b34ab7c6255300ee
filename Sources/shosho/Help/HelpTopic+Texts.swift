import Diagnostics

// The texts on subjects that nothing in the program computes. Those that are made from tables are in HelpTopic.swift.

extension HelpTopic {
  static let encodingsText = LocalizedText(
    """
    --encodingがなければ、先頭の印（BOM）と中身のバイトで文字コードを確かめます。どれとも決まらなければ推し量らず、拒否します（66）。

      utf-8       BOMはあってもなくてもよい
      cp932       Windowsの「ANSI」。Shift_JIS、Windows-31Jとも呼ぶ。外字（F040〜F9FC）は私用領域の字になる
      utf-16      順序はBOMに従う。utf-16le、utf-16beはBOMがないとき

    形式は--format、なければファイル名の末尾（.csv .json .jsonl .xlsx）、それもなければ先頭の字で決めます。

      csv         見出しの行と、1行に1件。RFC 4180。"で囲めば値の中にコンマと改行を書ける
      json        オブジェクトの配列
      jsonl       1行に1オブジェクト
      xlsx        ブックの最初のシート。書き方の決まりはCSVと同じ

    JSONはUTF-8かUTF-16だけです。見出しや値の書き方が違うときは、--mapping FILEに対応表を渡します。最初の対応表は shosho mapping init FILE が推測し、\
    shosho mapping check MAPPING FILE で試せます。

    どう読んだかを見るには: shosho inspect rows FILE、shosho inspect text FILE。
    """,
    """
    Without --encoding, the mark at the head (BOM) and the bytes themselves prove the encoding. Where they prove none \
    it is not guessed: the file is refused (66).

      utf-8       with or without a BOM
      cp932       what Windows calls ANSI; also Shift_JIS, Windows-31J. Its user-defined characters (F040 to F9FC) \
    become private-use ones
      utf-16      the BOM tells the order of bytes; utf-16le and utf-16be where there is none

    The format is --format, else the end of the file's name (.csv .json .jsonl .xlsx), else the first character.

      csv         a heading row, then a record a row. RFC 4180: between quotation marks a value may hold commas and \
    line breaks
      json        an array of objects
      jsonl       an object a line
      xlsx        the first sheet of a workbook, laid out as a CSV is

    JSON is UTF-8 or UTF-16 only. Where headings or values are written otherwise, name a mapping with --mapping FILE. \
    shosho mapping init FILE guesses a first one, and shosho mapping check MAPPING FILE tries it.

    To see what was understood: shosho inspect rows FILE, shosho inspect text FILE.
    """)

  static let formsText = LocalizedText(
    """
    様式はホームのTemplates/にあるXMLファイルで、1ファイルが1種類の書類です。ファイルを加えれば、書類が増えます。--documents LISTで、作る書類をidで選べます。
    Templates/local/のファイルは同じ名前のものより先に使われ、更新で変わりません。

      certificate     保証証書
      key-notice      認証キーのお知らせ（認証キーを印字する唯一の書類）
      customer-copy   お客様控え
      premium-sheet   保証料計算書

    様式は読むときにすべて検査します。誤りがあれば何も発行せずに終わります（78）。

      shosho forms check           すべての様式の誤りを示す
      shosho forms list            使うファイルと、それが隠すファイルを示す
      shosho forms fields FILE     様式が使う項目を示す
      shosho render … --png        1件の書類を絵で見る

    文字が枠に収まらないときは、折り返し、長体、縮小、改ページの順に譲り、それでも収まらなければその記録を拒否します。切り捨てはしません。
    """,
    """
    Forms are XML files in the home's Templates/, one file a kind of paper. A further file is a further paper. \
    --documents LIST chooses papers by id. A file in Templates/local/ wins over one of the same name, and no upgrade \
    touches it.

      certificate     保証証書
      key-notice      認証キーのお知らせ, the only paper that prints the key
      customer-copy   お客様控え
      premium-sheet   保証料計算書

    Forms are checked when they are read. With a fault in one of them nothing is issued (78).

      shosho forms check           name every fault of all forms
      shosho forms list            list the files that serve, and what they hide
      shosho forms fields FILE     list the fields that a form uses
      shosho render … --png        look at one record's papers

    A text that does not fit wraps, condenses, shrinks, or goes on on a further page, in this order; if that does not \
    do, the record is refused. Nothing is ever cut.
    """)

  static let nightText = LocalizedText(
    """
    毎晩の発行は、1台ならsystemdのタイマーかcronで動かします。どちらも一緒にインストールされ、説明書のinstallation.mdのとおりに始めます。手で動かすなら

      shosho register init register.sqlite                 初めに一度だけ
      shosho batch night.csv --encoding cp932 --out out/2025-04-01 \\
        --register register.sqlite --quiet --log json

    出力フォルダは日ごとに分け、発行簿は一つをその外に置きます。発行日は--issued-onで決めるか、始めた日（日本時間）です。

    朝は、終了コードを見ます（shosho help exit-codes）。0なら終わり、65ならrejectsを直して送り直し、69なら読んでいない記録があるので入力を直して同じ命令をもう一度、75・130・143は同じ命令をもう一度。途中で止まった発行も同じ命令で続きから始まり、\
    発行済みの書類を二重には発行しません。

    書類が目録・発行簿のとおりかを確かめるには

      shosho verify out/2025-04-01 --register register.sqlite

    1台で足りない量は、計画を作って多くの機械に分けます。

      shosho plan big.csv --shards 64 --out run --register register.sqlite
      shosho batch --plan run/plan.json --shard auto      配列ジョブの中で
      shosho status run                                   残りと、出し直す--array
      shosho merge run                                    一つの発行にまとめる
    """,
    """
    On one machine the nightly run is started by a systemd timer or cron. Both are installed; installation.md says \
    how to begin. By hand it is

      shosho register init register.sqlite                 once, at the beginning
      shosho batch night.csv --encoding cp932 --out out/2025-04-01 \\
        --register register.sqlite --quiet --log json

    Give each night a folder of its own, and keep the one register outside of them. The day of issue is --issued-on, \
    else the day in Japan on which the run begins.

    In the morning, look at the exit code (shosho help exit-codes): 0 is the end; on 65 mend the rejects and feed \
    them in; on 69 records were left unread: mend the input and run the same command again; after 75, 130 and 143 \
    run the same command again. A run that was broken off goes on with the same command, and no paper is issued twice.

    To see that all papers are what manifest and register say:

      shosho verify out/2025-04-01 --register register.sqlite

    What one machine cannot do in a night is planned and run over many.

      shosho plan big.csv --shards 64 --out run --register register.sqlite
      shosho batch --plan run/plan.json --shard auto      in an array of tasks
      shosho status run                                   what is left, and the --array to submit again
      shosho merge run                                    put together into one run
    """)
}
