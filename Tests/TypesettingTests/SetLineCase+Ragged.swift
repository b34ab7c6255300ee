// Lines that are filled and not adjusted; alignment.
extension SetLineCase {
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
}
