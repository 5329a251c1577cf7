import ArgumentParser
import Diagnostics

/// The program: reads what was typed and hands it to one of the commands.
@main
struct Flowrun: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "flowrun",
    abstract: "Typed mapping flows between BigCommerce and MplusKASSA.",
    version: Version.text,
    subcommands: [
      ValidateCommand.self, FixCommand.self, FmtCommand.self, ExecuteCommand.self, PlanCommand.self, TestCommand.self,
      EvalCommand.self, SandboxCommand.self,
      DemoCommand.self,
      ExplainCommand.self, FieldsCommand.self, FunctionsCommand.self,
      CapabilitiesCommand.self, ConfigCommand.self, SchemaCommand.self, DocsCommand.self,
      CompletionsCommand.self, VersionCommand.self, ContractCommand.self,
    ])

  static func main() async {
    Output.setUp()
    let typed = Array(CommandLine.arguments.dropFirst())
    if typed.isEmpty || ["-h", "--help", "help"].contains(typed[0]) && typed.count == 1 {
      Output.line(Help.text)
      ExitStatus.done.exit()
    }
    if let problem = Help.unknownCommand(typed) {
      Output.problem(problem)
      ExitStatus.usage.exit()
    }
    do {
      var command = try parseAsRoot(typed)
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
      Output.flush()
    } catch let failure as Failure {
      if let message = failure.message { Output.problem(message) }
      failure.status.exit()
    } catch {
      exit(withError: error)
    }
  }
}
