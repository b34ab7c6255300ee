/// How strictly lines may not begin or end (禁則の強さ), after the levels of CSS `line-break` as JLREQ 3.1.7 explains them.
package enum LineBreakLevel: String, Sendable, Hashable, CaseIterable {
  /// Everything that JLREQ keeps from the line's start and end, small kana and the long sound mark too, and ellipses. The default.
  case strict
  /// Small kana, the long sound mark and hyphens may begin a line.
  case normal
  /// Besides: iteration marks, centred punctuation, ellipses and abbreviations may begin a line, ellipses may be parted.
  case loose
  /// 法令: only closing brackets, full stops and commas are kept from the start, only opening brackets from the end.
  case statute
}
