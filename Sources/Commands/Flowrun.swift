import ArgumentParser
public import ConnectorKit
import Diagnostics

/// The program as a library, so that a package outside of this one can make a `flowrun` that has its connectors too.
public enum FlowrunProgram {
  /// Does what was typed, and ends the process with the exit status of that.
  ///
  /// - Parameter connectors: beside those of this package. Their names must be new.
  public static func main(adding connectors: [any Connector.Type] = []) async -> Never {
    Registry.add(connectors)
    await Flowrun.main()
    ExitStatus.done.exit()
  }
}

/// Reads what was typed and hands it to one of the commands.
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
