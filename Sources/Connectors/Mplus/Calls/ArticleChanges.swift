internal import ConnectorKit
internal import Values
internal import XML

/// What is to happen to the articles of one product, checked before anything is sent.
struct ArticleChanges {
  /// Articles to be added, as they go on the wire.
  private(set) var new: [XMLElement] = []
  /// Members of articles that are there, by the number that Mplus knows the article by.
  private(set) var changed: [(number: String, members: [XMLElement])] = []

  /// - Parameters:
  ///   - written: the field `articles`; nil if a flow leaves the articles alone.
  ///   - isNew: whether the product is made with them.
  init(_ written: Written?, isNew: Bool) throws(ConnectorError) {
    switch written {
    case nil: break
    case .list(let entries):
      guard isNew else {
        throw Self.refused(
          "articles of a product that is there are changed one by one: give the list `match: pluNumber`")
      }
      for fields in entries { try add(fields) }
    case .entries(let changes): for change in changes { try take(change) }
    case .cleared, .value, .record: throw Self.refused("the articles do not have the shape that Mplus takes")
    }
  }

  private mutating func take(_ change: EntryChange) throws(ConnectorError) {
    switch change.operation {
    case .create: try add(change.fields)
    case .update(let existing): try self.change(existing, Self.members(change.fields))
    case .hide(let existing):
      let members = try Self.members(change.fields).filter { $0.name != "active" }
      try self.change(existing, members + [XMLElement("active", false)])
    case .delete: throw Self.refused("an article cannot be deleted: Mplus has no call for it")
    }
  }

  private mutating func change(_ existing: JSON, _ members: [XMLElement]) throws(ConnectorError) {
    guard let number = existing["articleNumber"]?.whole else {
      throw Self.refused("an article without its articleNumber cannot be changed")
    }
    changed.append((String(number), members))
  }

  private mutating func add(_ fields: [WrittenField]) throws(ConnectorError) {
    let article = XMLElement("article", children: try Self.members(fields))
    guard let number = article.filled("pluNumber") else { throw Self.refused("a new article needs a pluNumber") }
    // A look-up compares whole texts: such a number would never be found again.
    if let text = article.child("pluNumber")?.text, text != number {
      throw Self.refused("a new article has the pluNumber “\(text)”, with a blank at its beginning or end")
    }
    if new.contains(where: { $0.filled("pluNumber") == number }) {
      throw Self.refused("two new articles have the pluNumber \(number)")
    }
    new.append(article)
  }

  private static func members(_ fields: [WrittenField]) throws(ConnectorError) -> [XMLElement] {
    let members = try MplusArticle.inProduct.elements(fields)
    for member in members {
      guard let number = Int64(member.text) else { continue }
      switch member.name {
      case "articleNumber" where number < 1:
        throw refused("an article has the articleNumber \(number); Mplus takes whole numbers from 1")
      case "turnoverGroup" where !turnoverGroups.contains(number):
        throw refused(
          "an article has the turnoverGroup \(number); Mplus takes \(turnoverGroups.lowerBound) to \(turnoverGroups.upperBound)"
        )
      default: continue
      }
    }
    return members
  }

  /// The vendor's own client refuses others.
  private static let turnoverGroups: ClosedRange<Int64> = 0...999

  private static func refused(_ sentence: String) -> ConnectorError {
    ConnectorError(.refused, sentence, fields: [.init("articles", sentence)])
  }
}
