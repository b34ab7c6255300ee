import Diagnostics

extension HelpTopic {
  static let nightText = LocalizedText(
    """
    毎晩の発行は、1台ならsystemdのタイマーかcronで動かします。どちらも一緒にインストールされ、説明書のinstallation.mdのとおりに始めます。手で動かすなら

      shosho batch night.csv --encoding cp932 --out out/2025-04-01 \\
        --register register.sqlite --quiet --log json

    出力フォルダは日ごとに分け、発行簿は一つをその外に置きます。発行日は--issued-onで決めるか、始めた日（日本時間）です。

    朝は、終了コードを見ます（shosho help exit-codes）。0なら終わり、65ならrejectsを直して送り直し、75・130・143は同じ命令をもう一度。途中で止まった発行も同じ命令で続きから始まり、発行済みの書類を二重には発行しません。

    書類が目録・発行簿のとおりかを確かめるには

      shosho verify out/2025-04-01 --register register.sqlite

    1台で足りない量は、計画を作って多くの機械に分けます。

      shosho plan big.csv --shards 64 --out run --register register.sqlite
      shosho batch --plan run/plan.json --shard auto      配列ジョブの中で
      shosho status run                                   残りと、出し直す--array
      shosho merge run                                    一つの発行にまとめる
    """,
    """
    On one machine the nightly run is started by a systemd timer or cron. Both are installed; installation.md says how to begin. By hand it is

      shosho batch night.csv --encoding cp932 --out out/2025-04-01 \\
        --register register.sqlite --quiet --log json

    Give each night a folder of its own, and keep the one register outside of them. The day of issue is --issued-on, else the day in Japan on which the run begins.

    In the morning, look at the exit code (shosho help exit-codes): 0 is the end; on 65 mend the rejects and feed them in; after 75, 130 and 143 run the same command again. A run that was broken off goes on with the same command, and no paper is issued twice.

    To see that all papers are what manifest and register say:

      shosho verify out/2025-04-01 --register register.sqlite

    What one machine cannot do in a night is planned and run over many.

      shosho plan big.csv --shards 64 --out run --register register.sqlite
      shosho batch --plan run/plan.json --shard auto      in an array of tasks
      shosho status run                                   what is left, and the --array to submit again
      shosho merge run                                    put together into one run
    """)
}
