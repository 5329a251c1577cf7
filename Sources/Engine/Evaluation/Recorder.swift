import Synchronization

/// What formulas went through: only tests have one, so that runs pay nothing for it.
public final class Recorder: Sendable {
  private let reached = Mutex(Reached())

  public init() {}

  public var all: Reached { reached.withLock { $0 } }

  func note(_ origin: Int) {
    reached.withLock { _ = $0.origins.insert(origin) }
  }

  /// A look-up and the cell that it came to.
  func note(lookUp: Int, cell: Int) {
    reached.withLock { reached in
      reached.origins.insert(cell)
      if reached.cells[lookUp, default: []].last != cell { reached.cells[lookUp, default: []].append(cell) }
    }
  }
}

/// Places of a plan that were reached.
public struct Reached: Sendable {
  /// Formulas that were computed, branches that were taken, sentences that were said.
  public var origins: Set<Int> = []
  /// By the place of a look-up: the cells that it came to, in order.
  public var cells: [Int: [Int]] = [:]

  public init() {}

  public mutating func formUnion(_ other: Reached) {
    origins.formUnion(other.origins)
    cells.merge(other.cells) { $0 + $1 }
  }
}
