/// Takes secrets out of what is said or written down, in every form in which texts are usually passed on: as they are,
/// percent-encoded once and twice, escaped for JSON and for XML, in base 64 of both alphabets and at any place of a
/// longer text, and as hexadecimal digits.
public struct SecretMask: Sendable {
  /// A shorter secret would blacken half of a text.
  public static let lengthMin = 6
  /// What stands in a message in the place of a secret; nothing in it tells how long that is.
  public static let dots = "••••"

  private let mark: [UInt8]
  /// By their first byte, the longest first.
  private var forms: [[[UInt8]]]

  public init(_ secrets: [Secret], mark: String = SecretMask.dots, lengthMin: Int = SecretMask.lengthMin) {
    self.mark = Array(mark.utf8)
    forms = Array(repeating: [], count: 256)
    var all: Set<[UInt8]> = []
    for secret in secrets {
      secret.reveal { text in
        let bytes = Array(text.utf8)
        if bytes.count >= lengthMin { all.formUnion(SecretForms(bytes).all.filter { $0.count >= lengthMin }) }
      }
    }
    for form in all { forms[Int(form[0])].append(form) }
    for first in forms.indices { forms[first].sort { $0.count > $1.count } }
  }

  /// The secrets that a request carries.
  public init(of request: HTTPRequest, mark: String = SecretMask.dots, lengthMin: Int = SecretMask.lengthMin) {
    var secrets = request.url.secretQuery.map(\.value)
    for case .secret(let secret) in request.headers.map(\.value) { secrets.append(secret) }
    self.init(secrets, mark: mark, lengthMin: lengthMin)
  }

  /// With marks in the place of secrets.
  public func text(_ text: String) -> String {
    guard let masked = masked(Array(text.utf8)) else { return text }
    return String(decoding: masked, as: UTF8.self)
  }

  /// With marks in the place of secrets.
  public func bytes(_ bytes: [UInt8]) -> [UInt8] { masked(bytes) ?? bytes }

  /// Nil if there is nothing to take out.
  private func masked(_ bytes: [UInt8]) -> [UInt8]? {
    bytes.withUnsafeBufferPointer { bytes in
      var result: [UInt8]?
      var copied = 0
      var place = 0
      while place < bytes.count {
        let length = lengthOfForm(in: bytes, at: place)
        if length == 0 {
          place += 1
          continue
        }
        var written = result ?? []
        written.append(contentsOf: bytes[copied..<place])
        written.append(contentsOf: mark)
        result = written
        place += length
        copied = place
      }
      result?.append(contentsOf: bytes[copied...])
      return result
    }
  }

  private func lengthOfForm(in bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> Int {
    for form in forms[Int(bytes[place])] where form.count <= bytes.count - place {
      var index = 1
      while index < form.count, bytes[place + index] == form[index] { index += 1 }
      if index == form.count { return index }
    }
    return 0
  }
}

extension ConnectorError {
  /// The same error, as it may be shown: without the secrets that the other system put into its words.
  public func masked(_ mask: SecretMask) -> ConnectorError {
    ConnectorError(
      kind, mask.text(message), fields: fields.map { FieldProblem(mask.text($0.field), mask.text($0.message)) })
  }
}
