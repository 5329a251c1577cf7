import ArgumentParser
import Diagnostics

struct CompletionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "completions",
    abstract: "A script with which a shell completes commands, options and names of flows.",
    discussion: """
      source <(flowrun completions bash)                                        bash, in ~/.bashrc
      flowrun completions zsh > ~/.zsh/completion/_flowrun                      zsh, in a folder of $fpath
      flowrun completions fish > ~/.config/fish/completions/flowrun.fish        fish
      """)

  @Argument(help: "bash, zsh or fish; without it, the shell in which you are.", completion: .list(shells))
  var shell: String?

  static let shells = CompletionShell.allCases.map(\.rawValue).sorted()

  func run() throws {
    guard let shell else {
      guard let own = CompletionShell.autodetected() else {
        throw Failure(.usage, "which shell? flowrun completions " + Self.shells.joined(separator: "|"))
      }
      return print(own)
    }
    guard let known = CompletionShell(rawValue: shell) else {
      let near = Suggestions.question(shell, in: Self.shells)
      throw Failure(
        .usage,
        "there are no completions for `\(shell)`; " + (near ?? "there are " + Self.shells.joined(separator: ", ")))
    }
    print(known)
  }

  private func print(_ shell: CompletionShell) { Output.line(Flowrun.completionScript(for: shell)) }
}
