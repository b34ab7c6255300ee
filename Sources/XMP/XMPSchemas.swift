/// The schemas of the XMP Specification of September 2005 and of ISO 19005-2, which a packet may use without describing
/// them (ISO 19005-2 6.6.2.3.1): for each namespace its properties and the types of their values.
package enum XMPSchemas {
  /// The namespaces by the prefixes that they usually have.
  static let namespaces: [String: String] = [
    "dc": "http://purl.org/dc/elements/1.1/", "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/", "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "xmpBJ": "http://ns.adobe.com/xap/1.0/bj/", "xmpTPg": "http://ns.adobe.com/xap/1.0/t/pg/",
    "xmpDM": "http://ns.adobe.com/xmp/1.0/DynamicMedia/", "pdf": "http://ns.adobe.com/pdf/1.3/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/", "crs": "http://ns.adobe.com/camera-raw-settings/1.0/",
    "tiff": "http://ns.adobe.com/tiff/1.0/", "exif": "http://ns.adobe.com/exif/1.0/",
    "aux": "http://ns.adobe.com/exif/1.0/aux/", "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/", "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#", "pdfaType": "http://www.aiim.org/pdfa/ns/type#",
    "pdfaField": "http://www.aiim.org/pdfa/ns/field#", "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
  ]

  /// The type of a property; nil for one that no schema has.
  package static func type(of property: XMPProperty) -> XMPType? {
    types[XMPName(property.namespace, property.name)]
  }

  private static let types: [XMPName: XMPType] = {
    var types: [XMPName: XMPType] = [:]
    for (prefix, lines) in tables {
      guard let namespace = namespaces[prefix] else { continue }
      for line in lines.split(separator: "\n") {
        let parts = line.split(separator: ":")
        for name in parts.last?.split(separator: " ") ?? [] {
          types[XMPName(namespace, String(name))] = XMPType(String(parts[0]))
        }
      }
    }
    return types
  }()

  /// A line has a type and the properties that have it.
  private static let tables: [(String, String)] = [
    (
      "dc",
      """
      bag ProperName: contributor publisher
      Text: coverage identifier source
      seq ProperName: creator
      seq Date: date
      Lang Alt: description rights title
      MIMEType: format
      bag Locale: language
      bag Text: relation subject type
      """
    ),
    (
      "xmp",
      """
      bag XPath: Advisory
      URL: BaseURL
      Date: CreateDate MetadataDate ModifyDate
      AgentName: CreatorTool
      bag Text: Identifier
      Text: Label Nickname
      Real: Rating
      alt Thumbnail: Thumbnails
      """
    ),
    (
      "xmpRights",
      """
      URL: Certificate WebStatement
      Boolean: Marked
      bag ProperName: Owner
      Lang Alt: UsageTerms
      """
    ),
    (
      "xmpMM",
      """
      ResourceRef: DerivedFrom ManagedFrom RenditionOf
      URI: DocumentID InstanceID ManageTo ManageUI
      seq ResourceEvent: History
      AgentName: Manager
      Text: ManagerVariant RenditionClass RenditionParams VersionID
      seq Version: Versions
      URL: LastURL
      Integer: SaveID
      """
    ),
    ("xmpBJ", "bag Job: JobRef"),
    (
      "xmpTPg",
      """
      Dimensions: MaxPageSize
      Integer: NPages
      bag Font: Fonts
      seq Colorant: Colorants
      seq Text: PlateNames
      """
    ),
    (
      "pdf",
      """
      Text: Keywords PDFVersion
      AgentName: Producer
      Boolean: Trapped
      """
    ),
    (
      "photoshop",
      """
      Text: AuthorsPosition Category City Country Credit Headline Instructions Source State TransmissionReference
      ProperName: CaptionWriter
      Date: DateCreated
      bag Text: SupplementalCategories
      Integer: Urgency
      """
    ),
    (
      "pdfaid",
      """
      Integer: part
      Text: amd corr conformance
      """
    ),
    ("pdfaExtension", "any: schemas"),
    (
      "tiff",
      """
      Integer: ImageWidth ImageLength Compression PhotometricInterpretation Orientation SamplesPerPixel
      Integer: PlanarConfiguration YCbCrPositioning ResolutionUnit
      seq Integer: BitsPerSample YCbCrSubSampling TransferFunction
      Rational: XResolution YResolution
      seq Rational: WhitePoint PrimaryChromaticities YCbCrCoefficients ReferenceBlackWhite
      Date: DateTime
      Lang Alt: ImageDescription Copyright
      ProperName: Make Model Artist
      AgentName: Software
      """
    ),
    (
      "exif",
      """
      Text: ExifVersion FlashpixVersion RelatedSoundFile SpectralSensitivity ImageUniqueID GPSVersionID
      Text: GPSSatellites GPSStatus GPSMeasureMode GPSSpeedRef GPSTrackRef GPSImgDirectionRef GPSMapDatum
      Text: GPSDestBearingRef GPSDestDistanceRef GPSProcessingMethod GPSAreaInformation
      Integer: ColorSpace PixelXDimension PixelYDimension ExposureProgram MeteringMode LightSource
      Integer: FocalPlaneResolutionUnit SensingMethod FileSource SceneType CustomRendered ExposureMode WhiteBalance
      Integer: FocalLengthIn35mmFilm SceneCaptureType GainControl Contrast Saturation Sharpness SubjectDistanceRange
      Integer: GPSAltitudeRef GPSDifferential
      seq Integer: ComponentsConfiguration ISOSpeedRatings SubjectArea SubjectLocation
      Rational: CompressedBitsPerPixel ExposureTime FNumber ShutterSpeedValue ApertureValue BrightnessValue
      Rational: ExposureBiasValue MaxApertureValue SubjectDistance FocalLength FlashEnergy FocalPlaneXResolution
      Rational: FocalPlaneYResolution ExposureIndex DigitalZoomRatio GPSAltitude GPSDOP GPSSpeed GPSTrack GPSImgDirection
      Rational: GPSDestBearing GPSDestDistance
      Lang Alt: UserComment
      Date: DateTimeOriginal DateTimeDigitized GPSTimeStamp
      OECF/SFR: OECF SpatialFrequencyResponse
      Flash: Flash
      CFAPattern: CFAPattern
      DeviceSettings: DeviceSettingDescription
      GPSCoordinate: GPSLatitude GPSLongitude GPSDestLatitude GPSDestLongitude
      Text: MakerNote
      """
    ),
    ("aux", "Text: Lens SerialNumber"),
    (
      "crs",
      """
      Boolean: AutoBrightness AutoContrast AutoExposure AutoShadows HasCrop HasSettings
      Integer: BlueHue BlueSaturation Brightness ChromaticAberrationB ChromaticAberrationR ColorNoiseReduction Contrast
      Integer: CropUnits GreenHue GreenSaturation LuminanceSmoothing RedHue RedSaturation Saturation Shadows ShadowTint
      Integer: Sharpness Temperature Tint VignetteAmount VignetteMidpoint
      Real: CropTop CropLeft CropBottom CropRight CropAngle CropWidth CropHeight Exposure
      Text: CameraProfile RawFileName ToneCurveName Version WhiteBalance
      seq Text: ToneCurve
      """
    ),
    (
      "xmpDM",
      """
      ProjectLink: projectRef
      Text: videoFrameRate videoPixelDepth videoColorSpace videoAlphaMode videoCompressor videoFieldOrder pullDown
      Text: audioSampleType audioChannelType audioCompressor speakerPlacement tapeName altTapeName scene shotName
      Text: shotLocation logComment artist album genre copyright composer engineer instrument key stretchMode
      Text: timeSignature scaleType
      Dimensions: videoFrameSize
      Rational: videoPixelAspectRatio fileDataRate
      Colorant: videoAlphaPremultipleColor
      Boolean: videoAlphaUnityIsTransparent loop
      Integer: audioSampleRate trackNumber
      Timecode: startTimecode altTimecode
      Time: duration introTime outCue relativeTimestamp
      Date: shotDate videoModDate audioModDate metadataModDate releaseDate
      seq Marker: markers
      bag Media: contributedMedia
      URI: absPeakAudioFilePath relativePeakAudioFilePath
      Real: tempo numberOfBeats
      timeScaleStretch: timeScaleParams
      resampleStretch: resampleParams
      beatSpliceStretch: beatSpliceParams
      """
    ),
  ]
}
