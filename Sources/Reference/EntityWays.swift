public import ConnectorKit

/// What may be done with an entity, in the words of tables.
public struct EntityWays: Sendable {
  /// `changes`, `all` or `no`.
  public var read: String
  /// `sku`, `name+parent_id`
  public var find: [String]
  public var create: String
  public var update: String
  /// `keep`, `hide`, `delete` as `gone:` takes them; `no` if nothing is written at all.
  public var gone: String

  public init(_ entity: Entity) {
    read = entity.reading.map { $0.changes ? "changes" : "all" } ?? "no"
    find = entity.finding.map { $0.fields.joined(separator: "+") }
    create = entity.writing?.canCreate == true ? "yes" : "no"
    update = entity.writing?.canUpdate == true ? "yes" : "no"
    gone = entity.writing.map(Self.gone) ?? "no"
  }

  private static func gone(_ writing: Entity.Writing) -> String {
    let words = (writing.hiding.isEmpty ? [] : ["hide"]) + (writing.canDelete ? ["delete"] : [])
    return (["keep"] + words).joined(separator: ", ")
  }
}
