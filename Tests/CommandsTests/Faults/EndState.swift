import Sandbox
import Values

/// What both systems hold when all is done, without what hangs on the order of arrival: numbers that were given out, and
/// the times at which it happened.
struct EndState: Equatable {
  /// Records by their list, each as a line, sorted.
  private var lists: [String: [String]] = [:]

  static let names = [
    "bigcommerce/products", "bigcommerce/brands", "bigcommerce/orders", "mplus/orders", "mplus/relations",
    "mplus/stock",
  ]

  init(of rig: FaultRig) async throws {
    let relations = try await rig.get("state/mplus/relations").array ?? []
    let brands = try await rig.get("state/bigcommerce/brands").array ?? []
    var names = Names()
    for relation in relations { names.people[relation["relationNumber"]?.whole ?? 0] = relation["email"]?.string ?? "" }
    for brand in brands { names.brands[brand["id"]?.whole ?? 0] = brand["name"]?.string ?? "" }
    for list in Self.names {
      let records = try await rig.get("state/\(list)").array ?? []
      lists[list] = records.map { names.plain($0).description }.sorted()
    }
  }

  /// The first lines that are in one of the two only.
  func difference(to other: EndState) -> String {
    for list in Self.names {
      let (mine, theirs) = (lists[list] ?? [], other.lists[list] ?? [])
      if mine == theirs { continue }
      let (only, others) = (Self.without(theirs, mine), Self.without(mine, theirs))
      return
        "\(list): \(mine.count) and \(theirs.count) records; only here:\n\(only.prefix(2).joined(separator: "\n"))\n"
        + "only there:\n\(others.prefix(2).joined(separator: "\n"))"
    }
    return "no difference"
  }

  private static func without(_ lines: [String], _ all: [String]) -> [String] {
    var left = Dictionary(lines.map { ($0, 1) }, uniquingKeysWith: +)
    return all.filter { line in
      guard let count = left[line], count > 0 else { return true }
      left[line] = count - 1
      return false
    }
  }

  /// Those that stand for numbers.
  private struct Names {
    var people: [Int64: String] = [:]
    var brands: [Int64: String] = [:]

    private static let left: Set<String> = [
      "id", "product_id", "option_id", "sku_id", "date_created", "date_modified", "base_variant_id", "image_file",
      "orderId", "orderNumber", "syncMarker", "changeTimestamp", "createTimestamp", "entryTimestamp", "changeCount",
      "relationNumber", "brand_id", "stockId", "lineId", "invoiceIds", "uuid", "changeVersion", "versionNumber",
    ]

    func plain(_ value: JSON) -> JSON {
      switch value {
      case .array(let elements): return .array(elements.map { plain($0) })
      case .object(let object):
        var members = object.members.filter { !Self.left.contains($0.name) }.map { ($0.name, plain($0.value)) }
        if let number = object["relationNumber"]?.whole { members.append(("person", .string(people[number] ?? ""))) }
        if let id = object["brand_id"]?.whole { members.append(("brand", .string(brands[id] ?? ""))) }
        return .object(JSON.Object(members.map { (name: $0.0, value: $0.1) }))
      case .null, .bool, .number, .string: return value
      }
    }
  }
}
