import Builtins
import Testing
import Values

@Test func `every function of a run sees the same moment`() {
  let context = FunctionContext(
    now: Moment(seconds: 86_400), today: Moment(seconds: 86_400).date, rounding: .half_up, zone: { _ in nil })
  #expect(context.today.description == "1970-01-02")
}
