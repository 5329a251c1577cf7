import Foundation

/// A secret that would be found again in whatever form it gets out.
struct Canary {
  let name: String
  let secret: String

  /// With letters that each encoding changes.
  static let token = Canary(name: "token", secret: "Kan4r1e\"<t&k>'+/=%7f-Zz19")
  static let ident = Canary(name: "ident", secret: "id&nt+c4nary/5518")
  static let password = Canary(name: "secret", secret: "p4ss/w0rd+<kan&rie>=\"7321\"")
  static let all = [token, ident, password]

  static let environment = [
    "BIGCOMMERCE_TOKEN": token.secret, "MPLUS_IDENT": ident.secret, "MPLUS_SECRET": password.secret,
  ]

  struct Form {
    var name: String
    /// As it is passed on.
    var text: String
    /// What of it can be told; all, but for letters that a neighbour shares.
    var telling: String

    init(_ name: String, _ text: String, telling: String? = nil) {
      (self.name, self.text, self.telling) = (name, text, telling ?? text)
    }
  }

  var forms: [Form] {
    let bytes = Array(secret.utf8)
    let base64 = Data(bytes).base64EncodedString()
    let bare = base64.trimmingCharacters(in: CharacterSet(charactersIn: "="))
    let named = Data(("api:" + secret).utf8).base64EncodedString()
    let percent = Self.percent(secret, "%02X")
    let json = secret.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    let xml = secret.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    return [
      Form("plain", secret),
      Form("base 64", base64, telling: bare),
      Form("base 64 for URLs", bare.replacing("+", with: "-").replacing("/", with: "_")),
      // With something before it, the letters are others; the last one or two depend on what follows.
      Form("base 64 of name and secret", named, telling: String(named.dropFirst(6).dropLast(4))),
      Form("percent-encoded", percent),
      Form("percent-encoded, small letters", Self.percent(secret, "%02x")),
      Form("percent-encoded twice", percent.replacing("%", with: "%25")),
      Form("escaped for JSON", json),
      Form("escaped for JSON inside of HTML", Self.unicode(json)),
      Form("escaped for XML", xml),
      Form("escaped for an attribute", xml.replacing("\"", with: "&quot;")),
      Form("hexadecimal", bytes.map { String(format: "%02x", $0) }.joined()),
      Form("hexadecimal, large letters", bytes.map { String(format: "%02X", $0) }.joined()),
      // Cut off somewhere in its middle.
      Form("half of it", secret, telling: String(secret.prefix(secret.count * 2 / 3))),
    ]
  }

  private static func percent(_ text: String, _ format: String) -> String {
    text.utf8.map { byte in
      let character = Character(Unicode.Scalar(byte))
      let isPlain = character.isASCII && (character.isLetter || character.isNumber || "-._~".contains(character))
      return isPlain ? String(character) : "%" + String(format: format, byte)
    }.joined()
  }

  private static func unicode(_ json: String) -> String {
    json.replacing("<", with: "\\u003c").replacing(">", with: "\\u003e").replacing("&", with: "\\u0026").replacing(
      "'", with: "\\u0027")
  }

  /// `token, percent-encoded` for each that is in there.
  static func found(in bytes: Data) -> [String] {
    all.flatMap { canary in
      canary.forms.compactMap { form in
        bytes.range(of: Data(form.telling.utf8)) == nil ? nil : "\(canary.name), \(form.name)"
      }
    }
  }

  /// In all files of a folder.
  static func found(under folder: URL) throws -> [String] {
    guard let walk = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil) else { return [] }
    return walk.compactMap { $0 as? URL }.flatMap { file -> [String] in
      guard let bytes = try? Data(contentsOf: file) else { return [] }
      return found(in: bytes).map { "\(file.lastPathComponent): \($0)" }
    }
  }
}
