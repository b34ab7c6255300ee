// Bodies and spaces between characters, in lines that need no adjustment.
extension SetLineCase {
  static let natural: [SetLineCase] = [
    // Bodies and spaces in natural setting.
    .init("甲乙丙", 10, .ragged, "甲乙丙", "0 1000×2", "Kanji are set solid, an em each."),
    .init("あいう", 10, .ragged, "あいう", "0 1000×2", "So are kana."),
    .init("甲、乙", 10, .ragged, "甲、乙", "0 1000×2", "A comma has half an em of body and half an em behind."),
    .init("甲。乙", 10, .ragged, "甲。乙", "0 1000×2", "So has a full stop."),
    .init(
      "（甲）乙", 10, .ragged, "（甲）乙", "-500 1000×3",
      "An opening bracket at the line's start loses its blank half: its glyph begins half an em before the edge."),
    .init(
      "甲（乙", 10, .ragged, "甲（乙", "0 1000×2",
      "Inside a line the half em stands before the bracket, which makes it look full-width."),
    .init("甲）乙", 10, .ragged, "甲）乙", "0 1000×2", "A closing bracket has its half em behind."),
    .init("甲「乙」丙", 10, .ragged, "甲「乙」丙", "0 1000×4", "Both, around one character."),
    .init("甲」「乙", 10, .ragged, "甲」「乙", "0 1000 500 1000", "Closing and opening meet: one half em between, not two."),
    .init("甲）（乙", 10, .ragged, "甲）（乙", "0 1000 500 1000", "The same with parentheses."),
    .init("甲「（乙", 10, .ragged, "甲「（乙", "0 1000 500 1000", "Two that open are set solid."),
    .init("甲）」乙", 10, .ragged, "甲）」乙", "0 1000 500 1000", "Two that close are set solid."),
    .init(
      "甲。」乙", 10, .ragged, "甲。」乙", "0 1000 500 1000",
      "A stop before a closing bracket is set solid; the half em follows the bracket."),
    .init("甲」。乙", 10, .ragged, "甲」。乙", "0 1000 500 1000", "A closing bracket before a stop is set solid."),
    .init(
      "甲、「乙", 10, .ragged, "甲、「乙", "0 1000 500 1000", "A comma before an opening bracket: half an em, not a whole one."),
    .init("甲。（乙", 10, .ragged, "甲。（乙", "0 1000 500 1000", "So with a full stop."),
    .init("甲・乙", 10, .ragged, "甲・乙", "0 1000×2", "A middle dot has a quarter on both sides."),
    .init("甲・・乙", 10, .ragged, "甲・・乙", "0 1000×3", "Two middle dots: the quarters of both."),
    .init(
      "「甲」・「乙」", 10, .ragged, "「甲」・「乙」", "-500 1000×2 500×2 1000×2",
      "A closing bracket and a middle dot: only the dot's quarter between; the bracket's half is gone."),
    .init("甲、・乙", 10, .ragged, "甲、・乙", "0 1000×3", "A comma's half and the dot's quarter stay both."),
    .init("甲：乙", 10, .ragged, "甲：乙", "0 1000×2", "A full-width colon is a middle dot to composition."),
    .init("甲！乙", 10, .ragged, "甲！乙", "0 1000×2", "Exclamation marks are a whole em, set solid."),
    .init("甲！」乙", 10, .ragged, "甲！」乙", "0 1000×3", "Nothing stands between it and a closing bracket."),
    .init("甲…乙", 10, .ragged, "甲…乙", "0 1000×2", "Ellipses are set solid."),
    .init("甲――乙", 10, .ragged, "甲――乙", "0 1000×3", "So is a double dash."),
    .init("甲　乙", 10, .ragged, "甲　乙", "0 1000×2", "A full-width space is an em."),
    .init(
      "甲）　乙", 10, .ragged, "甲）　乙", "0 1000 500 1000",
      "A closing bracket before a full-width space is set solid: the space is enough."),
    .init("甲。　乙", 10, .ragged, "甲。　乙", "0 1000×3", "A full stop keeps its half em before it."),
    .init("甲　（乙", 10, .ragged, "甲　（乙", "0 1000 500 1000", "A full-width space before an opening bracket is set solid."),
    .init("甲〜乙", 10, .ragged, "甲〜乙", "0 1000×2", "A wave dash is a whole em, set solid."),
    .init("人々が", 10, .ragged, "人々が", "0 1000×2", "Iteration marks are set solid."),
    .init("サーバー", 10, .ragged, "サーバー", "0 1000×3", "So is the long sound mark."),
    .init("ｶﾞｽ", 10, .ragged, "ｶﾞｽ", "0 500×2", "Half-width katakana and their voiced mark are half an em each."),
    .init("〒879", 10, .ragged, "〒879", "0 1000 500×2", "A postal mark and a number: no space."),
    // Latin and numbers.
    .init("A4判", 10, .ragged, "A4判", "0 500 750", "A quarter em between Latin and Japanese."),
    .init("甲Aの", 10, .ragged, "甲Aの", "0 1250 750", "On both sides."),
    .init("D-Sure を", 10, .ragged, "D-Sure を", "0 500×7", "A word space is enough: no quarter beside it."),
    .init(
      "令和7年6月20日", 10, .ragged, "令和7年6月20日", "0 1000×2 500 1000 500 1000 500×2",
      "No space in a date between digits and kanji."),
    .init("第44-07-0012345-00号", 12, .ragged, "第44-07-0012345-00号", "0 1000 500×16", "None in a contract number."),
    .init("金1,000円", 10, .ragged, "金1,000円", "0 1000 500 330 500×3", "A comma after a digit gives 0.17 em back."),
    .init("3.14倍", 10, .ragged, "3.14倍", "0 500 330 500×2", "So does a full stop."),
    .init("39.9％", 10, .ragged, "39.9％", "0 500×2 330 500", "And before a per cent sign nothing is added."),
    .init(
      "1,234,567円", 10, .ragged, "1,234,567円", "0 500 330 500×3 330 500×3",
      "Every comma of a number alike, so that columns stay aligned."),
    .init(
      "あ,い", 10, .ragged, "あ,い", "0 1000 500",
      "A half-width comma that follows no digit gives nothing back, and a Latin mark has blank of its own."),
    .init(
      "１，０００円", 10, .ragged, "１，０００円", "0 1000 500 1000×3",
      "In a number of full-width digits the comma is half an em and set solid."),
    .init("０・１", 10, .ragged, "０・１", "0 1000×2", "A middle dot between digits lists them: it keeps its quarters."),
    .init("１：３０", 10, .ragged, "１：３０", "0 750×2 1000", "And the colon of a time."),
    .init("¥1,234", 10, .ragged, "¥1,234", "0 500×2 330 500×2", "A currency sign stands solid before its number."),
    .init(
      "約款(A)に", 10, .ragged, "約款(A)に", "0 1000×2 500×3", "Latin brackets stand solid: their glyph brings its blank."),
    .init("（第2工区）", 10, .ragged, "（第2工区）", "-500 1000×2 500 1000×2", "Between brackets and a number nothing is added."),
    .init("A、Bと", 10, .ragged, "A、Bと", "0 500 1000 750", "A comma's half em is enough between it and Latin."),
    .init("「A」と", 10, .ragged, "「A」と", "-500 1000 500 1000", "Brackets close on Latin without a quarter."),
    .init("A・B", 10, .ragged, "A・B", "0 500 1000", "The middle dot's own quarters are enough."),
    .init("①甲", 10, .ragged, "①甲", "0 1000", "An enclosed number is an ideograph."),
    .init("㈱甲", 10, .ragged, "㈱甲", "0 1000", "So is an abbreviation in one character."),
    // Variation sequences, fallback, marks.
    .init("葛󠄀飾", 10, .ragged, "葛󠄀飾", "0 1000", "A selector takes no room."),
    .init("か゛", 10, .ragged, "か゛", "0 1000", "A spaced voiced mark is a character of its own."),
    .init("𠮷田", 10, .ragged, "𠮷田", "0 1000", "A fallback font's kanji has the same em."),
    // More of the tables.
    .init("甲）！乙", 10, .ragged, "甲）！乙", "0 1000×3", "A closing bracket keeps its half em before an exclamation mark."),
    .init("甲。…乙", 10, .ragged, "甲。…乙", "0 1000×3", "A full stop keeps its half em before an ellipsis."),
    .init("甲…（乙", 10, .ragged, "甲…（乙", "0 1000×3", "An ellipsis before an opening bracket: the bracket's half em."),
    .init("甲、。乙", 10, .ragged, "甲、。乙", "0 1000 500 1000", "Two stops are set solid with each other."),
    .init("『「甲」』", 10, .ragged, "『「甲」』", "-500 500 1000×2 500", "Brackets of both kinds close up."),
    .init("【甲】乙", 10, .ragged, "【甲】乙", "-500 1000×3", "Every kind of bracket is half an em."),
    .init("〔甲〕乙", 10, .ragged, "〔甲〕乙", "-500 1000×3", "Tortoise-shell brackets too."),
    .init("《甲》乙", 10, .ragged, "《甲》乙", "-500 1000×3", "And double angle brackets."),
    .init("〝甲〟乙", 10, .ragged, "〝甲〟乙", "-500 1000×3", "And the slanting quotation marks."),
    .init("甲；乙", 10, .ragged, "甲；乙", "0 1000×2", "A semicolon is a middle dot to composition."),
    .init("甲？　乙", 10, .ragged, "甲？　乙", "0 1000×3", "After a question mark the writer's own space stands."),
    .init("甲＝乙", 10, .ragged, "甲＝乙", "0 1000×2", "A sign of equality is set solid."),
    .init("甲×乙", 10, .ragged, "甲×乙", "0 1000×2", "A multiplication sign too."),
    .init("甲％乙", 10, .ragged, "甲％乙", "0 1000×2", "A full-width per cent sign is a whole em."),
    .init("甲゠乙", 10, .ragged, "甲゠乙", "0 1000×2", "A double hyphen is a whole em."),
    .init("あー、い", 10, .ragged, "あー、い", "0 1000×3", "The long sound mark does not change the comma."),
    .init("甲 A 乙", 10, .ragged, "甲 A 乙", "0 1000 500×3", "Where the writer put word spaces, no quarter is added."),
    .init(
      "Aあ・", 10, .ragged, "Aあ・", "0 750 1000", "A middle dot at the end of a line keeps the quarter before it only."),
  ]
}
