/// Turns a pattern's tree into steps.
struct PatternWriter {
  var steps: [Pattern.Step] = []
  /// Nodes written, also those that make no step: an empty group repeated a thousand times a thousand times.
  private var written = 0

  mutating func write(_ tree: PatternTree) throws(Pattern.Problem) {
    written += 1
    if steps.count > Pattern.stepsMax || written > 10 * Pattern.stepsMax {
      throw Pattern.Problem(message: "the pattern is too large; its repetitions multiply", offset: 0)
    }
    switch tree {
    case .empty: break
    case .one(let point): steps.append(.one(point))
    case .any: steps.append(.any)
    case .oneOf(let set): steps.append(.oneOf(set))
    case .start: steps.append(.start)
    case .end: steps.append(.end)
    case .sequence(let parts): for part in parts { try write(part) }
    case .either(let branches): try write(branches: branches[...])
    case .repeated(let inner, let least, let most): try write(inner, least: least, most: most)
    }
  }

  private mutating func write(branches: ArraySlice<PatternTree>) throws(Pattern.Problem) {
    var exits: [Int] = []
    for (index, branch) in zip(branches.indices, branches) {
      if index == branches.endIndex - 1 {
        try write(branch)
      } else {
        let split = steps.count
        steps.append(.jump(0))
        try write(branch)
        exits.append(steps.count)
        steps.append(.jump(0))
        steps[split] = .split(split + 1, steps.count)
      }
    }
    for exit in exits { steps[exit] = .jump(steps.count) }
  }

  private mutating func write(_ inner: PatternTree, least: Int, most: Int?) throws(Pattern.Problem) {
    for _ in 0..<least { try write(inner) }
    guard let most else {
      let split = steps.count
      steps.append(.jump(0))
      try write(inner)
      steps.append(.jump(split))
      steps[split] = .split(split + 1, steps.count)
      return
    }
    var splits: [Int] = []
    for _ in least..<max(least, most) {
      splits.append(steps.count)
      steps.append(.jump(0))
      try write(inner)
    }
    for split in splits { steps[split] = .split(split + 1, steps.count) }
  }
}
