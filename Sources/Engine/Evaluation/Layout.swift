import Types
import Values

/// Which fields formulas read of which variables, so that binding a record is one walk over it: names become slots.
public struct Layout: Sendable {
  private var levels: [Int: Level] = [:]
  private(set) var cellCount = 0

  public init() {}

  func level(of variable: Int) -> Level? { levels[variable] }

  /// The slot of a field reached from a variable through records; the same for the same path.
  mutating func slot(variable: Int, path: [Field]) -> Int {
    levels[variable, default: Level()].slot(path[...], next: &cellCount)
  }

  /// The fields of one record that are used.
  struct Level: Sendable {
    private var entries: [Entry] = []
    private var names = MemberNames([])

    private struct Entry: Sendable {
      var field: Field
      var slot: Int
      var children: [Level]
    }

    mutating func slot(_ path: ArraySlice<Field>, next: inout Int) -> Int {
      guard let field = path.first else { return -1 }
      let index: Int
      if let known = entries.firstIndex(where: { $0.field.name == field.name }) {
        index = known
      } else {
        index = entries.count
        entries.append(Entry(field: field, slot: next, children: []))
        next += 1
        names = MemberNames(entries.map { Text($0.field.name) })
      }
      if path.count == 1 { return entries[index].slot }
      if entries[index].children.isEmpty { entries[index].children = [Level()] }
      return entries[index].children[0].slot(path.dropFirst(), next: &next)
    }

    /// Fills the cells of all fields at and below this level.
    func bind(_ value: Value, into cells: inout [Cell]) {
      if case .record(.node(let node)) = value, node.kind == .object {
        bind(node, into: &cells)
      } else {
        fill(value == .missing ? .absent : .unbound, into: &cells)
      }
    }

    private func bind(_ node: Node, into cells: inout [Cell]) {
      fill(.absent, into: &cells)
      names.find(in: node) { index, member in
        let entry = entries[index]
        if member.isNull { return }
        cells[entry.slot] = .node(member)
        guard let child = entry.children.first else { return }
        if member.kind == .object { child.bind(member, into: &cells) } else { child.fill(.unbound, into: &cells) }
      }
    }

    private func fill(_ cell: Cell, into cells: inout [Cell]) {
      for entry in entries {
        cells[entry.slot] = cell
        for child in entry.children { child.fill(cell, into: &cells) }
      }
    }
  }
}

/// A field of a bound record.
enum Cell: Sendable {
  /// Not a record of a document, or of the wrong kind: read it the long way.
  case unbound
  case absent
  case node(Node)
  /// Read before.
  case value(Value)
}
