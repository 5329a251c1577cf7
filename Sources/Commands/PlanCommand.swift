import ArgumentParser

struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "What a run would do, field by field. Reads both sides, writes nothing.",
    discussion: """
      flowrun plan
      flowrun plan orders --id 1042
      flowrun plan products --limit 20

      +  made anew   ~  changed, old → new   -  hidden, x  deleted, as the source record is gone
      """)

  @OptionGroup var group: RunOptionGroup

  func run() async throws { try await Running(group: group, isDry: true).run() }
}
