extension SetLineCase {
  /// Bodies and spaces between characters, in lines that need no adjustment.
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

  /// Lines that are filled and not adjusted; alignment.
  static let ragged: [SetLineCase] = [
    .init(
      "甲乙…丙", 2, .ragged, "甲｜乙…｜丙", "0｜0 1000｜0",
      "An ellipsis begins no line (the web's strict), so 乙 goes down with it."),
    .init("甲乙―丙", 2, .ragged, "甲乙｜―丙", "0 1000｜0 1000", "A dash may begin one."),
    // Line ends, ragged.
    .init("甲乙丙丁", 2, .ragged, "甲乙｜丙丁", "0 1000｜0 1000", "Two characters a line."),
    .init("甲乙、丙", 2, .ragged, "甲｜乙、｜丙", "0｜0 1000｜0", "The comma may not begin the second line; it takes 乙 along."),
    .init(
      "甲乙、丙", 2.5, .ragged, "甲乙、｜丙", "0 1000×2｜0",
      "The comma's body, half an em, fits: its blank half is dropped at the end."),
    .init("甲乙「丙」", 3, .ragged, "甲乙｜「丙」", "0 1000｜-500 1000×2", "The bracket may not end the first line."),
    .init("甲乙「丙」", 2.5, .ragged, "甲乙｜「丙」", "0 1000｜-500 1000×2", "It goes down."),
    .init("甲「乙」丙", 2.5, .ragged, "甲｜「乙」｜丙", "0｜-500 1000×2｜0", "The line's closing bracket needs half an em only."),
    .init("甲乙丙々", 3, .ragged, "甲乙｜丙々", "0 1000｜0 1000", "々 keeps its kanji."),
    .init("がっこう", 2, .ragged, "がっ｜こう", "0 1000｜0 1000", "Small っ stays with が."),
    .init("甲乙７年", 3, .ragged, "甲乙｜７年", "0 1000｜0 1000", "A number stays with its unit."),
    .init("令和７年４月１日", 5, .ragged, "令和７年｜４月１日", "0 1000×3｜0 1000×3", "A date is parted between its units."),
    .init("令和７年４月１日", 4, .ragged, "令和７年｜４月１日", "0 1000×3｜0 1000×3", "Wherever they come."),
    .init(
      "金１，０００円也", 7.5, .ragged, "金１，０００円也", "0 1000×2 500 1000×4",
      "Seven characters and a comma of half an em fill seven and a half."),
    .init("甲 D-Sure 乙", 4, .ragged, "甲 ｜D-Sure ｜乙", "0 1000｜0 500×6｜0", "A space at the end takes no room."),
    .init("市長　様", 2, .ragged, "市長　｜様", "0 1000×2｜0", "A full-width space at the end takes no room either."),
    .init("甲……乙", 3, .ragged, "甲……｜乙", "0 1000×2｜0", "The ellipsis stays whole."),
    .init("甲。乙。", 1.5, .ragged, "甲。｜乙。", "0 1000｜0 1000", "Each line ends with its stop's body."),
    // Alignment.
    .init("甲乙", 4, .centred, "甲乙", "1000 1000", "Centred: an em left and right."),
    .init("甲乙", 4, .end, "甲乙", "2000 1000", "At the end: two ems before."),
    .init("（甲）", 4, .centred, "（甲）", "500 1000×2", "Bodies are centred: two ems in four."),
    .init("甲。", 4, .end, "甲。", "2500 1000", "The stop's body, without its blank, stands at the edge."),
    .init("1,234", 5, .end, "1,234", "2670 500 330 500×2", "Amounts align by their last digit."),
    .init("12,345", 5, .end, "12,345", "2170 500×2 330 500×2", "The next one too."),
    .init("甲", 4, .spread, "甲", "1500", "A single character is centred."),
    .init("甲乙", 4, .spread, "甲乙", "0 3000", "First at the start, last at the end."),
    .init("工事名", 7, .spread, "工事名", "0 3000×2", "Equal gaps."),
    .init("保証契約者", 7, .spread, "保証契約者", "0 1500×4", "Two gaps more, each smaller."),
    .init("工期", 7, .spread, "工期", "0 6000", "One wide gap."),
    .init("（甲）", 4, .spread, "（甲）", "-500 2000×2", "Brackets spread by their bodies."),
    .init("12", 4, .spread, "12", "0 3500", "Digits too, though the papers never do."),
    // Indent.
    .init("甲乙丙丁戊", 3, .indented, "甲乙｜丙丁戊", "1000 1000｜0 1000×2", "The first line begins an em in."),
    .init(
      "「甲」乙丙丁", 3, .indented, "「甲」｜乙丙丁", "500 1000×2｜0 1000×2",
      "A bracket after an indent loses its blank half like at any line's start."),
    // Line ends in the text.
    .init("甲\n乙", 4, .ragged, "甲｜乙", "0｜0", "A line end ends the line and draws nothing."),
    .init("甲\n\n乙", 4, .ragged, "甲｜｜乙", "0｜｜0", "An empty line stays empty."),
    .init("甲、\n乙", 4, .justified, "甲、｜乙", "0 1000｜0", "A line before a line end is a last line: natural."),
  ]

  /// Lines brought to the measure; paragraphs broken as a whole.
  static let justified: [SetLineCase] = [
    // Justification: shrinking.
    .init(
      "甲乙、丙丁、戊己", 7.5, .justified, "甲乙、丙丁、戊己", "0 1000×2 750 1000×2 750 1000",
      "One line: the halves behind both commas give a quarter each."),
    .init(
      "甲乙、丙丁、戊己庚辛", 7, .justified, "甲乙、丙丁、戊｜己庚辛", "0 1000×6｜0 1000×2",
      "Breaks fall where the lines are full: 7 ems with both commas."),
    .init(
      "甲乙丙、丁戊己庚", 4, .justified, "甲乙丙、｜丁戊己庚", "0 1000×3｜0 1000×3", "The comma's blank half may go at the line's end."),
    .init("甲乙丙、丁戊己庚", 3.5, .justified, "甲乙丙、｜丁戊己｜庚", "0 1000×3｜0 1250×2｜0", "There is room for the body only."),
    .init("甲（乙）丙丁戊己", 5, .justified, "甲（乙）丙｜丁戊己", "0 1000×4｜0 1000×2", "Brackets' halves make full ems."),
    .init(
      "甲「乙」丙丁", 4.5, .justified, "甲「乙」丙｜丁", "0 750 1000×2 750｜0",
      "The halves around the brackets lose a quarter each to take 丙."),
    .init("甲・乙・丙丁", 4.5, .justified, "甲・乙・丙｜丁", "0 875×4｜0", "The quarters of the middle dots give an eighth each."),
    .init(
      "甲A乙B丙丁", 4, .justified, "甲A乙B｜丙丁", "0 1333 834 1333｜0 1000",
      "The quarters beside Latin grow before anything else."),
    .init(
      "甲。乙。丙丁戊", 4.5, .justified, "甲。乙。｜丙丁戊", "0 1000 1500 1000｜0 1000×2",
      "The half em behind a full stop inside a line never shrinks."),
    // Justification: stretching.
    .init(
      "甲乙丙丁、戊己", 4, .justified, "甲乙丙｜丁、戊己", "0 1500×2｜0 1000×3",
      "The comma may not begin a line, so 丁 goes down: three characters stretch over four ems."),
    .init("甲乙丙丁」戊己", 4, .justified, "甲乙丙｜丁」戊己", "0 1500×2｜0 1000×3", "So with a bracket."),
    .init(
      "甲乙丙「丁」戊", 4, .justified, "甲乙丙｜「丁」戊", "0 1500×2｜-500 1000×3", "The opening bracket goes down, its line stretches."
    ),
    .init("甲乙丙７年に", 4, .justified, "甲乙丙｜７年に", "0 1500×2｜0 1000×2", "A number goes down whole."),
    .init(
      "A B 甲乙丙丁戊", 4.2, .justified, "A B 甲乙｜丙丁戊", "0 500×4 1200｜0 1000×2",
      "The fonts' word space is half an em, the most that a word space may be: the kanji part."),
    .init("甲A乙丙丁戊己", 4.4, .justified, "甲A乙丙｜丁戊己", "0 1450 950 1000｜0 1000×2", "The quarters beside Latin take it all."),
    .init("甲乙丙がっこう", 4, .justified, "甲乙丙｜がっこう", "0 1500×2｜0 1000×3", "Small kana go down with theirs."),
    .init(
      "甲）乙丙７年に", 4.25, .justified, "甲）乙丙｜７年に", "0 1000×2 1250｜0 1000×2",
      "The half behind a bracket is the last to grow: the quarter goes between 乙 and 丙 alone."),
    .init(
      "甲）乙丙７年に", 4.75, .justified, "甲）乙丙｜７年に", "0 1000 1250 1500｜0 1000×2",
      "Three quarters: one is all that 乙丙 takes by itself, the half that is left is shared with the bracket's blank."),
    .init("甲、乙丙７年に", 4.2, .justified, "甲、乙丙｜７年に", "0 1000×2 1200｜0 1000×2", "So is the half behind a comma."),
    .init("甲乙「丙７年に", 4.2, .justified, "甲乙「丙｜７年に", "0 1200 1000×2｜0 1000×2", "And the half before an opening bracket."),
    .init("甲　乙丙７年に", 4.2, .justified, "甲　乙丙｜７年に", "0 1000×2 1200｜0 1000×2", "A full-width space grows last as well."),
    .init(
      "サーバー７年に", 4.3, .justified, "サーバー｜７年に", "0 1100×3｜0 1000×2",
      "A word grows evenly, also before its long sound marks, at which no line may end."),
    .init(
      "甲乙１０丙丁７年に", 6.4, .justified, "甲乙１０丙丁｜７年に", "0 1100×2 1000 1100×2｜0 1000×2",
      "The digits of a number never move apart."),
    .init(
      "甲１，２３４乙７年に", 6.8, .justified, "甲１，２３４乙｜７年に", "0 1150 1000 500 1000×2 1150｜0 1000×2",
      "Nor do digits and their comma; the number's neighbours take all."),
    .init(
      "甲……乙７年に", 4.3, .justified, "甲……乙｜７年に", "0 1150 1000 1150｜0 1000×2", "Two ellipses are one sign and stay solid."),
    .init(
      "甲乙・７年に", 3, .justified, "甲乙・｜７年に", "0 1000×2｜0 1000×2",
      "A middle dot at the line's end keeps its quarter behind it: the line is full, nothing grows."),
    .init(
      "甲乙・７年", 2.75, .justified, "甲乙・｜７年", "0 1000×2｜0 1000", "Or gives that quarter up, when the measure wants it."),
    // Justification: the whole paragraph.
    .init("甲乙丙丁戊己庚辛壬癸", 5, .justified, "甲乙丙丁戊｜己庚辛壬癸", "0 1000×4｜0 1000×4", "Two full lines."),
    .init(
      "甲乙丙丁戊己庚辛壬癸子", 5, .justified, "甲乙丙丁戊｜己庚辛壬癸｜子", "0 1000×4｜0 1000×4｜0",
      "A lone character stays when nothing can be set tighter."),
    .init("甲乙、丙丁、戊己庚", 9, .justified, "甲乙、丙丁、戊己庚", "0 1000×8", "Nothing is left over: one line of nine ems."),
    .init(
      "甲乙、丙丁、戊己庚辛", 9, .justified, "甲乙、丙丁、戊己庚辛", "0 1000×2 500 1000×2 500 1000×3",
      "Shrinking both commas takes the last character up instead of leaving it alone."),
    .init(
      "甲乙、丙、丁、戊己庚。", 9, .justified, "甲乙、丙、丁、戊己庚。", "0 1000×2 500 1000 500 1000 500 1000×3",
      "A lone character with its stop comes up as well."),
    .init(
      "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥甲乙丙丁戊己庚辛壬癸子丑寅", 34, .justified, "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥甲乙丙丁戊己庚辛壬癸子｜丑寅", nil,
      "A long line gives one character down rather than leave one alone: the change is too small to see."),
    .init(
      "　当社は、約款に基づき、次のとおり保証を引き受けたことを証します。", 12, .justified, "　当社は、約款に基づき、｜次のとおり保証を引き受け｜たことを証します。",
      "0 1000×11｜0 1000×11｜0 1000×8",
      "An indent of one full-width space, and lines of twelve."),
    .init(
      "当社は、（以下「甲」という。）次のとおり", 8, .justified, "当社は、（以下「甲」｜という。）次のとお｜り",
      "0 1000×3 0 1000×2 500 1000×2｜0 1000×3 500×2 1000×3｜0",
      "Brackets inside brackets."),
    // Hanging punctuation.
    .init("甲乙丙、丁戊", 3, .hanging, "甲乙丙、｜丁戊", "0 1000×3｜0 1000", "The comma hangs out of a full line."),
    .init("甲乙丙。丁戊", 3, .hanging, "甲乙丙。｜丁戊", "0 1000×3｜0 1000", "So does a full stop."),
    .init("甲乙丙」丁戊", 3, .hanging, "甲乙｜丙」丁｜戊", "0 2000｜0 1000×2｜0", "A bracket never hangs."),
    .init("甲乙、丙丁戊", 3, .hanging, "甲乙、｜丙丁戊", "0 1000×2｜0 1000×2", "A comma that fits does not hang."),
    .init("甲乙丙、", 3, .hanging, "甲乙丙、", "0 1000×3", "At the end of the paragraph too."),
    // Prose of the trade.
    .init(
      "前払金の額は、請負代金額の１０分の４以内とする。", 12, .justified, "前払金の額は、請負代金額｜の１０分の４以内とする。", "0 1000×11｜0 1000×11",
      "Twelve and twelve: the comma and its half em make one em."),
    .init(
      "発注者は、受注者が次の各号の一に該当するときは、契約を解除することができる。", 20, .justified, "発注者は、受注者が次の各号の一に該当する｜ときは、契約を解除することができる。",
      "0 1000×19｜0 1000×17",
      "Two lines, both commas whole."),
    .init(
      "契約保証金の額は、請負代金額の10分の1以上でなければならない。", 15, .justified, "契約保証金の額は、請負代金額の｜10分の1以上でなければならない。",
      "0 1000×14｜0 500×2 1000×2 500 1000×11",
      "Two half-width digits make an em, and the third half is left for the last line."),
    .init(
      "公共工事の前払金保証事業に関する法律（昭和27年法律第184号）に基づく保証", 16, .justified, "公共工事の前払金保証事業に関する｜法律（昭和27年法律第184号）に基づ｜く保証",
      "0 1000×15｜0 1000 750 1000×3 500×2 1000×4 500×3 1000 750 1000×2｜0 1000×2",
      "昭和27年 is not parted, so the bracket goes down with it."),
    .init(
      "保証料率は年0.5％、最低保証料は1,000円とする。", 11, .justified, "保証料率は年0.5％、最低｜保証料は1,000円とする。",
      "0 1000×6 500 330 500 1000 670 1000｜0 1000×4 500 330 500×3 1000×4",
      "A rate and an amount stay whole; the tightened point is given back behind the comma and the per cent sign."),
    .init(
      "工期は、令和７年６月１７日から令和８年２月２７日までとする。", 13, .justified, "工期は、令和７年６月１７日｜から令和８年２月２７日まで｜とする。",
      "0 1000×12｜0 1000×12｜0 1000×3",
      "Dates are parted between their units only."),
    .init(
      "「保証契約者」とは、「受注者」をいう。", 9, .justified, "「保証契約者」とは、｜「受注者」をいう。", "-500 1000×9｜-500 1000×8",
      "A bracket at both starts."),
    .init(
      "大分県豊州市本町二丁目4番6号", 9, .ragged, "大分県豊州市本町｜二丁目4番6号", "0 1000×7｜0 1000×3 500 1000 500",
      "A house number is parted between its units only."),
    .init(
      "株式会社サーバーテック（以下「甲」という。）", 9, .ragged, "株式会社サーバー｜テック（以下「甲」｜という。）", "0 1000×7｜0 1000×8｜0 1000×3 500",
      "テッ stays together and goes down; the closing bracket fits with its body."),
    .init(
      "令和7年度　市道中央海岸線道路改良工事（第2工区）", 18, .ragged, "令和7年度　市道中央海岸線道路改良工｜事（第2工区）",
      "0 1000×2 500 1000×14｜0 1000×3 500 1000×2",
      "A name of works in a row: ragged, the bracket keeps its number."),
    .init(
      "共同企業体の代表者は、髙﨑土木株式会社とする。", 12, .justified, "共同企業体の代表者は、髙｜﨑土木株式会社とする。", "0 1000×11｜0 1000×10",
      "髙 and 﨑 are kanji like others."),
    .init(
      "電話　097-000-0000　平日9時から17時まで", 12, .ragged, "電話　097-000-0000　平日｜9時から17時まで",
      "0 1000×3 500×12 1000×2｜0 500 1000×3 500×2 1000×2",
      "A telephone number is never parted."),
    .init(
      "https://d-sure.example/verify?id=44-07", 8, .ragged, "https://d-sure｜.example/verify｜?id=44-07",
      "0 500×13｜0 500×14｜0 500×8",
      "An address of the web is parted after a slash."),
    .init(
      "D-Sure で保証を確認してください。", 6, .ragged, "D-Sure で保｜証を確認して｜ください。", "0 500×7 1000｜0 1000×5｜0 1000×4",
      "A Latin word stays whole; its space ends the line."),
    .init(
      "認証キーは、発注者だけにお渡しください。", 10, .justified, "認証キーは、発注者だ｜けにお渡しください。", "0 1000×9｜0 1000×9",
      "Both lines are full: nothing gives way."),
    .init("金壱百弐拾参万円也を支払う。", 10, .justified, "金壱百弐拾参万円也を｜支払う。", "0 1000×9｜0 1000×3", "An amount in 大字 is never parted."),
    .init(
      "保証期間は３か月以内、延長は１回とする。", 8, .justified, "保証期間は３か月｜以内、延長は１回｜とする。", "0 1000×7｜0 1000×7｜0 1000×3",
      "３か月 and １回 stay whole."),
    .init(
      "（うち取引に係る消費税及び地方消費税の額　4,395,000円）", 14, .ragged, "（うち取引に係る消費税及び地｜方消費税の額　4,395,000円）",
      "-500 1000×13｜0 1000×7 500 330 500×3 330 500×3 1000", "The row in parentheses begins flush."),
    .init(
      "※保証金額の変更は、変更保証証書による。", 10, .justified, "※保証金額の変更は、｜変更保証証書による。", "0 1000×9｜0 1000×9",
      "A reference mark is set solid."),
    .init(
      "別表第１・第２及び第３のとおり", 7, .justified, "別表第１・第２｜及び第３のとお｜り", "0 1000×6｜0 1000×6｜0",
      "The middle dot is one em with its quarters; り stays alone, for nothing can be set tighter."),
  ]
}
