import ArgumentParser

struct ExecuteCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "execute",
    abstract: "Run flows, one after the other. Ends with the books of each.",
    discussion: """
      flowrun execute
      flowrun execute products stock
      flowrun execute orders --id 1042
      flowrun execute orders --dry-run

      Ctrl-C finishes what is under way and settles; a second one stops at once, which is safe.
      """)

  @OptionGroup var group: RunOptionGroup

  @Flag(name: .customLong("dry-run"), help: "Write nothing; the same as flowrun plan.")
  var isDry = false

  func run() async throws { try await Running(group: group, isDry: isDry).run() }
}
