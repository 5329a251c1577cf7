/// A closed list of members. A flow writes the word; the wire carries the code; people see the label.
public final class Enumeration: Sendable {
  public let name: String
  /// As a sentence calls it: "order status".
  public let noun: String
  public let members: [Member]
  /// Names for several members at once: `in eu`.
  public let groups: [String: [String]]
  private let positions: [String: Int]

  public struct Member: Sendable, Hashable {
    public var word: String
    /// What a connector sends: the id or the code, as text.
    public var code: String
    public var label: String

    public init(_ word: String, code: String? = nil, label: String? = nil) {
      self.word = word
      self.code = code ?? word
      self.label = label ?? word
    }
  }

  public init(_ name: String, noun: String, members: [Member], groups: [String: [String]] = [:]) {
    self.name = name
    self.noun = noun
    self.members = members
    self.groups = groups
    self.positions = Dictionary(members.enumerated().map { ($1.word, $0) }, uniquingKeysWith: { first, _ in first })
  }

  public func member(_ word: String) -> Member? { positions[word].map { members[$0] } }
  public func member(code: String) -> Member? { members.first { $0.code == code } }
}

extension Enumeration: Hashable {
  public static func == (left: Enumeration, right: Enumeration) -> Bool { left.name == right.name }
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
