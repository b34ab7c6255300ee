import PDFSyntax

/// The requirements on colours: they do not depend on the device, or the file says on which.
extension Verifier {
  /// ISO 19005-2 6.2.3 and 6.2.4.
  static let colourRules: [Rule] = [
    Rule(
      "6.2.3-1", "出力意図の ICC プロファイルは出力・表示装置のもので、RGB・CMYK・灰色、第 4 版までである。",
      "The ICC profile of an output intent is of an output device or display, RGB, CMYK or grey, of version 4 at most."
    ) { file, findings in
      for intent in file.intents where intent.stream != nil {
        guard let profile = intent.profile else {
          findings.add("no ICC profile")
          continue
        }
        let isOutput = ["prtr", "mntr"].contains(profile.deviceClass)
        let isSpace = ["RGB ", "CMYK", "GRAY"].contains(profile.space)
        findings.require(
          isOutput && isSpace && profile.version < 5,
          "\(profile.deviceClass), \(profile.space), version \(profile.version)")
      }
    },
    Rule("6.2.3-2", "出力意図が幾つあっても、プロファイルは同じ一つである。", "All output intents have the same profile.") { file, findings in
      findings.require(Set(file.intents.compactMap(\.stream)).count <= 1, "/DestOutputProfile")
    },
    Rule("6.2.3-3", "PDF/X の出力意図は外部のプロファイルを指さない。", "The output intent for PDF/X refers to no profile outside.") {
      file, findings in
      for intent in file.intents where intent.isForExchange {
        findings.require(!intent.hasProfileReference, "/DestOutputProfileRef")
      }
    },
    Rule(
      "6.2.4.2-1", "ICC による色空間のプロファイルは、入力・出力・表示装置か色空間のもので、第 4 版までである。",
      "The profile of an ICC colour space is of an input or output device, a display or a space, of version 4 at most."
    ) { file, findings in
      for (place, stream) in file.painting.colours.profiles {
        guard let profile = ICCProfile(file.lookup.data(stream)) else {
          findings.add("\(place): no ICC profile")
          continue
        }
        let isClass = ["prtr", "mntr", "scnr", "spac"].contains(profile.deviceClass)
        findings.require(
          isClass && profile.components != nil && profile.version < 5,
          "\(place): \(profile.deviceClass), \(profile.space), version \(profile.version)")
      }
    },
    Rule(
      "6.2.4.2-2", "ICC による CMYK の色は、重ね刷りの方法 1 で重ね刷りしない。",
      "Colours of CMYK by an ICC profile are not overprinted by mode 1."
    ) { file, findings in
      findings.add(file.painting.profiledOverprints.places)
    },
    deviceRule(2, "DeviceRGB", "RGB "), deviceRule(3, "DeviceCMYK", "CMYK"), deviceRule(4, "DeviceGray", nil),
    Rule("6.2.4.4-1", "DeviceN の特色は色材の辞書にある。", "The spot colours of DeviceN are in its dictionary of colorants.") {
      file, findings in
      let process: Set<String> = ["None", "Cyan", "Magenta", "Yellow", "Black"]
      for space in file.painting.colours.deviceNs {
        let colorants = file.lookup.entries("Colorants", space.attributes)
        let components = file.lookup.dictionary("Process", space.attributes)
        let own = Set((file.lookup.array("Components", components) ?? []).compactMap { file.lookup.name($0) })
        for name in space.names where !process.contains(name) && colorants[name] == nil && !own.contains(name) {
          findings.add("\(space.place): /\(name)")
        }
      }
    },
    Rule(
      "6.2.4.4-2", "同じ名の分版は、同じ代替色空間と変換をもつ。", "Separations of one name have the same alternate and transform."
    ) { file, findings in
      for (name, kinds) in file.painting.colours.separations where kinds.count > 1 { findings.add("/\(name)") }
    },
    Rule(
      "6.2.3-a", "出力意図のプロファイルは、自らいう長さと /N の成分をもつ。",
      "The profile of the output intent has the length that it states, and as many components as /N says."
    ) { file, findings in
      for intent in file.intents {
        guard let profile = intent.profile, case .indirect(let number)? = intent.stream,
          let object = try? file.lookup.reader.object(number)
        else { continue }
        let stated = file.lookup.integer("N", try? object.dictionary())
        findings.require(
          profile.statedSize == profile.size && profile.components == stated,
          "\(profile.statedSize) of \(profile.size) bytes, \(profile.space), /N \(stated ?? 0)")
      }
    },
  ]

  /// A colour of the device is used only where the output intent says what it means.
  private static func deviceRule(_ number: Int, _ device: String, _ space: String?) -> Rule {
    Rule(
      "6.2.4.3-\(number)", "\(device) は、出力意図がそれを言い表すときだけ使う。",
      "\(device) is used only where the output intent describes it."
    ) { file, findings in
      guard file.painting.colours.devices.contains(device) else { return }
      let isDescribed = space == nil ? file.outputSpace != nil : file.outputSpace == space
      findings.require(isDescribed, device)
    }
  }
}
