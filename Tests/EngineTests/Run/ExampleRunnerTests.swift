import Builtins
import Engine
import Plan
import Testing
import Values

@Suite struct ExampleRunnerTests {
  private let functions = FunctionContext(
    now: Moment(seconds: 1_800_000_000), today: Moment(seconds: 1_800_000_000).date, rounding: .half_up,
    zone: { _ in .utc })

  private func run(
    _ given: JSON, _ expect: ExamplePlan.Expectation, related: [Int: [JSON?]] = [:], existing: JSON? = nil
  ) -> [ExampleResult.Difference] {
    var example = ExamplePlan(name: "case", given: [given], expect: expect, origin: 3)
    example.related = related
    example.existing = existing
    return ExampleRunner(OrderFlow().plan, functions: functions).run(example).differences
  }

  private func field(_ name: String, _ value: Value) -> ExamplePlan.ExpectedField {
    .init(name: name, value: .value(value), origin: 4)
  }

  @Test func `what is expected comes`() {
    let relation: JSON = ["relationNumber": 5, "email": "a@b.nl", "name": "A"]
    let differences = run(
      ["id": 1, "email": "a@b.nl", "total": 12],
      .fields([
        field("extOrderId", .text("BC-1")), field("relationNumber", .whole(5)),
        field("total", .decimal(DecimalNumber("12.00") ?? .zero)),
        .init(name: "note", value: .leftAlone, origin: 4),
      ]), related: [0: [relation]])
    #expect(differences == [])
  }

  @Test func `a field that differs is shown with the place that gave it`() {
    let differences = run(["id": 1, "email": "a@b.nl", "total": 12], .fields([field("total", .whole(13))]))
    #expect(differences == [.init("total", expected: "13", got: "12", origin: 7)])
  }

  @Test func `a stop is expected by a part of its sentence`() {
    #expect(run(["id": 1, "total": 12], .stop("debtor")) == [])
    #expect(run(["id": 1, "total": 12], .stop("weather")).count == 1)
    #expect(run(["id": 1, "total": 12], .skipRecord).count == 1)
  }

  @Test func `an order that exists is skipped`() {
    #expect(run(["id": 1, "email": "a@b.nl", "total": 12], .skipRecord, existing: ["orderNumber": 7]) == [])
  }
}
