import Testing
import Values

@Suite struct ShareTests {
  @Test(arguments: [
    ("10", ["1", "1", "1"], ["3.34", "3.33", "3.33"]), ("-10", ["1", "1", "1"], ["-3.34", "-3.33", "-3.33"]),
    ("0.01", ["5", "5"], ["0.01", "0"]), ("0.05", ["1", "0", "1"], ["0.03", "0", "0.02"]),
    ("0", ["0", "0"], ["0", "0"]),
    ("100", ["19.99", "5.01", "75"], ["19.99", "5.01", "75"]), ("1", ["1"], ["1"]),
    ("0.10", ["1", "1", "1", "1", "1", "1", "1"], ["0.02", "0.02", "0.02", "0.01", "0.01", "0.01", "0.01"]),
  ])
  func allocated(total: String, weights: [String], parts: [String]) throws {
    #expect(try call("allocate", decimal(total), .list(weights.map(decimal))) == .list(parts.map(decimal)))
  }

  @Test func partsAlwaysAddUp() throws {
    var seed: UInt64 = 7
    func next(_ limit: UInt64) -> Int64 {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int64((seed >> 33) % limit)
    }
    for _ in 0..<300 {
      let total = Value.decimal(try #require(DecimalNumber("\(next(1_000_000)).\(10 + next(90))")))
      let weights = (0...next(9)).map { _ in Value.whole(next(1000) + 1) }
      guard case .list(let parts) = try call("allocate", total, .list(weights)) else { Issue.record("no list"); return }
      #expect(try call("sum", .list(parts)) == total)
    }
  }

  @Test func whatCannotBeShared() {
    #expect(problem("allocate", decimal("1"), .list([])) == "there is nothing to share 1 among")
    #expect(problem("allocate", decimal("1"), .list([.whole(0)])) == "all weights are 0")
    #expect(problem("allocate", decimal("1"), .list([.whole(-1)])) == "the weight -1 is negative")
    #expect(
      problem("allocate", decimal("1.005"), .list([.whole(1)]))
        == "1.005 has more digits than its parts, which have 2; round it first")
  }

  @Test func everyWayToRound() throws {
    let expected = [
      "half_up": ["2", "3", "-3"], "half_even": ["2", "2", "-2"], "half_down": ["2", "2", "-2"],
      "down": ["2", "2", "-2"],
      "up": ["3", "3", "-3"], "floor": ["2", "2", "-3"], "ceiling": ["3", "3", "-2"],
    ]
    for mode in RoundingMode.allCases {
      let rounded = try ["2.4", "2.5", "-2.5"].map { try call("round", decimal($0), .whole(0), text(mode.rawValue)) }
      #expect(rounded == expected[mode.rawValue]?.map(decimal), "\(mode.rawValue)")
    }
  }
}
