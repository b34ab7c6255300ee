import PDFSyntax

/// The colours that are used.
struct ColourUse {
  /// `DeviceRGB` and the others, which depend on the device.
  private(set) var devices: Set<String> = []
  private(set) var profiles: [(place: String, stream: PDFObject)] = []
  private(set) var deviceNs: [(place: String, names: [String], attributes: PDFDictionary?)] = []
  /// The alternates and tint transforms of each colorant, as they are written.
  private(set) var separations: [String: Set<[[UInt8]]>] = [:]
  private var seen: Set<ObjectIdentity> = []

  /// Uses a colour space: a name, or an array that says more.
  mutating func use(_ value: PDFValue, _ resources: Resources, _ lookup: ObjectLookup, depth: Int = 0) {
    guard depth < 8, let space = lookup.resolved(value) else { return }
    if space.isName {
      guard let name = try? space.name() else { return }
      useName(name, resources, lookup, depth: depth)
      return
    }
    guard let parts = lookup.array(space), let family = lookup.name(parts.first) else { return }
    if value.isReference, !seen.insert(lookup.identity(value)).inserted { return }
    switch family {
    case "ICCBased":
      guard parts.count > 1, let stream = lookup.stream(parts[1]) else { return }
      if seen.insert(.indirect(stream.number)).inserted { profiles.append(("\(stream.number) 0 obj", stream)) }
    case "Indexed", "I", "Pattern":
      if parts.count > 1 { use(parts[1], resources, lookup, depth: depth + 1) }
    case "Separation":
      guard parts.count > 3, let name = lookup.name(parts[1]) else { return }
      if name != "All", name != "None" {
        separations[name, default: []].insert([lookup.content(parts[2]), lookup.content(parts[3])])
      }
      use(parts[2], resources, lookup, depth: depth + 1)
    case "DeviceN":
      guard parts.count > 3 else { return }
      let names = (lookup.array(parts[1]) ?? []).compactMap { lookup.name($0) }
      let attributes = parts.count > 4 ? lookup.dictionary(parts[4]) : nil
      deviceNs.append((lookup.identity(value).place, names, attributes))
      for colorant in lookup.entries("Colorants", attributes).values {
        use(colorant, resources, lookup, depth: depth + 1)
      }
      use(parts[2], resources, lookup, depth: depth + 1)
    default: useName(family, resources, lookup, depth: depth)
    }
  }

  private mutating func useName(_ name: String, _ resources: Resources, _ lookup: ObjectLookup, depth: Int) {
    let long = ["G": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK"][name] ?? name
    switch long {
    case "DeviceGray", "DeviceRGB", "DeviceCMYK":
      // A default colour space takes the place of the device's (ISO 32000-1 8.6.5.6).
      if let standard = resources.value("ColorSpace", "Default" + long.dropFirst(6)) {
        use(standard, resources, lookup, depth: depth + 1)
      } else {
        devices.insert(long)
      }
    case "Pattern", "CalGray", "CalRGB", "Lab": break
    default:
      if let named = resources.value("ColorSpace", name) { use(named, resources, lookup, depth: depth + 1) }
    }
  }
}
