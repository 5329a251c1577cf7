import Builtins
import Testing
import Types
import Values

@Suite struct NumberFunctionTests {
  @Test func numbers() throws {
    #expect(try call("abs", .whole(-3)) == .whole(3))
    #expect(problem("abs", .whole(.min)) == "the number is too large")
    #expect(try call("min", .whole(3), decimal("1.5")) == decimal("1.5"))
    #expect(try call("max", .whole(0), .whole(-3)) == .whole(0))
    #expect(try call("min", .list([.whole(3), .whole(1)])) == .whole(1))
    #expect(try call("max", .list([])) == .missing)
    #expect(try call("round", decimal("2.345"), .whole(2)) == decimal("2.35"))
    #expect(try call("round", decimal("2.345"), .whole(2), text("half_even")) == decimal("2.34"))
    #expect(try call("round", .whole(1250), .whole(-2)) == .whole(1300))
    #expect(problem("round", .whole(1), .whole(40)) == "40 digits; from -28 to 28 can be asked for")
    #expect(try call("floor", decimal("-2.5")) == .whole(-3))
    #expect(try call("ceil", decimal("2.1")) == .whole(3))
    #expect(problem("floor", decimal("99999999999999999999")) == "the number is too large")
    #expect(try call("sign", decimal("-0.1")) == .whole(-1))
    #expect(try call("clamp", .whole(12), .whole(0), .whole(10)) == .whole(10))
    #expect(problem("clamp", .whole(1), .whole(3), .whole(2)) == "the lower end 3 is above the upper end 2")
    #expect(try call("format", decimal("1234.5"), .whole(2), text("nl")) == text("1234,50"))
  }

  @Test func wholeDivision() throws {
    for a: Int64 in -7...7 {
      for b: Int64 in -3...3 where b != 0 {
        guard case .whole(let quotient) = try call("div", .whole(a), .whole(b)) else {
          Issue.record("\(a) and \(b) are not divided")
          continue
        }
        let rest = a - quotient * b
        #expect(rest == 0 || (rest < 0) == (b < 0))
        #expect(rest.magnitude < b.magnitude)
      }
    }
    #expect(problem("div", .whole(1), .whole(0)) == "a division by zero")
    #expect(problem("div", .whole(.min), .whole(-1)) == "the number is too large")
  }

  @Test func amounts() throws {
    func amount(_ name: String, _ x: String, _ basis: VATBasis, _ rate: Value) throws -> Value? {
      guard case .plain(let body)? = Functions.named(name)?.body else { return nil }
      let context = FunctionContext(now: .first, today: .first, rounding: .half_up, zone: { _ in nil })
      return try body([decimal(x), rate], context)
    }
    #expect(try amount("excl", "121", .incl, .whole(21)) == decimal("100"))
    #expect(try amount("incl", "100", .excl, .whole(9)) == decimal("109"))
    #expect(try amount("vat", "109", .incl, .whole(9)) == decimal("9"))
    #expect(throws: Fault.self) { try amount("excl", "121", .incl, .whole(-100)) }
  }
}

@Suite struct DateFunctionTests {
  @Test func dates() throws {
    #expect(try call("today") == date("2026-03-05"))
    #expect(try call("date", text("2026-03-05")) == date("2026-03-05"))
    #expect(try call("date", text("5-3-2026"), text("d-M-yyyy")) == date("2026-03-05"))
    #expect(try call("date", text("050326"), text("ddMMyy")) == date("2026-03-05"))
    #expect(problem("date", text("31-02-2026"), text("dd-MM-yyyy")) == "\"31-02-2026\" is not a date like dd-MM-yyyy")
    #expect(problem("date", text("1"), text("dd-mmm"))?.contains("is not a date format") == true)
    #expect(try call("date", moment("2026-03-05T23:30:00Z"), text("Europe/Amsterdam")) == date("2026-03-06"))
    #expect(problem("date", moment("2026-03-05T23:30:00Z"), text("Mars"))?.contains("not a time zone") == true)
    #expect(try call("moment", date("2026-03-05"), text("Europe/Amsterdam")) == moment("2026-03-04T23:00:00Z"))
    #expect(try call("weekday", date("2026-03-05")) == .whole(4))
    #expect(try call("add_days", date("2026-02-27"), .whole(2)) == date("2026-03-01"))
    #expect(problem("add_days", date("2026-02-27"), .whole(.max)) == "the date is outside the years 1 to 9999")
    #expect(try call("add_months", date("2026-01-31"), .whole(1)) == date("2026-02-28"))
    #expect(try call("days_between", date("2026-02-27"), date("2026-03-01")) == .whole(2))
    #expect(try call("format_date", date("2026-03-05"), text("d-M-yy")) == text("5-3-26"))
    #expect(
      try call("format_date", moment("2026-03-05T21:40:11Z"), text("dd-MM-yyyy HH:mm"), text("Europe/Amsterdam"))
        == text("05-03-2026 22:40"))
    #expect(problem("format_date", date("2026-03-05"), text("HH:mm"))?.contains("has no time") == true)
  }
}

@Suite struct ListFunctionTests {
  private let numbers = Value.list([.whole(3), .whole(1), .whole(3)])

  @Test func lists() throws {
    #expect(try call("first", numbers) == .whole(3))
    #expect(try call("last", .list([])) == .missing)
    #expect(problem("only", numbers) == "one element is expected; the list has 3")
    #expect(try call("count", numbers) == .whole(3))
    #expect(try call("sum", numbers) == .whole(7))
    #expect(try call("sum", .list([.whole(1), decimal("0.5")])) == decimal("1.5"))
    #expect(problem("sum", .list([.whole(.max), .whole(1)])) == "the number is too large")
    #expect(try call("distinct", numbers) == .list([.whole(3), .whole(1)]))
    #expect(try call("sort", numbers) == .list([.whole(1), .whole(3), .whole(3)]))
    #expect(try call("join", .list([text("a"), text("b")]), text("-")) == text("a-b"))
    #expect(try call("present", .list([.missing, text("a")])) == .list([text("a")]))
    #expect(try call("take", numbers, .whole(2)) == .list([.whole(3), .whole(1)]))
    #expect(try call("flatten", .list([.list([.whole(1)]), .list([.whole(2)])])) == .list([.whole(1), .whole(2)]))
  }
}
