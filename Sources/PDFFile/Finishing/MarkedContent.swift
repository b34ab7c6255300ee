/// What becomes of a stretch of marked content (ISO 32000-1 14.6) when a file is finished.
struct MarkedContent {
  /// As what artifact it is marked; nil to leave its mark.
  var artifact: StructureAttributes.ArtifactKind?
  /// What is painted at its beginning.
  var drawings: [PlacedDrawing]
}
