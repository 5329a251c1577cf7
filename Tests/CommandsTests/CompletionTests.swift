import Foundation
import Testing

/// What a shell offers.
@Suite struct CompletionTests {
  private static let project = [
    "flowrun.yaml": """
    connections:
      till: { connector: mplus, url: "https://till.example", ident: env:A, secret: env:B }
    """,
    "products.flow.yaml": "flow: products\n", "more/prices.flow.yaml": "flow: prices\n",
  ]

  /// What is offered for the last of the words, as bash asks for it.
  private func offered(_ words: [String], in folder: Folder) async throws -> Set<String> {
    let script = folder.url.appending(path: "completions.bash")
    try Data(try await Program.run(["completions", "bash"]).output.utf8).write(to: script)
    let program = try #require(Program.url).path
    let bash = Process()
    bash.executableURL = URL(filePath: "/bin/bash")
    bash.currentDirectoryURL = folder.url
    let line = ([program] + words).joined(separator: " ")
    bash.arguments = [
      "--norc", "-c",
      """
      source "$0"; cur="${@: -1}"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE='\(line)'; \
      COMP_POINT=${#COMP_LINE}; COMP_TYPE=9; _flowrun "$1" "$cur" "${@: -2:1}"; printf '%s\\n' "${COMPREPLY[@]}"
      """, script.path, program,
    ]
    bash.arguments? += words
    bash.environment = ["PATH": "/usr/bin:/bin", "HOME": NSTemporaryDirectory()]
    let output = Pipe()
    bash.standardOutput = output
    bash.standardError = FileHandle.nullDevice
    try bash.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    bash.waitUntilExit()
    let found = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    return Set(found.map { String($0.prefix { $0 != " " }) })
  }

  @Test func bashCompletesCommandsAndNamesOfFlows() async throws {
    let folder = try Folder(Self.project)
    #expect(try await offered(["exe"], in: folder) == ["execute"])
    #expect(try await offered(["execute", ""], in: folder).isSuperset(of: ["products", "prices"]))
    #expect(try await offered(["plan", "prod"], in: folder) == ["products"])
    #expect(try await offered(["validate", "products", "more/"], in: folder) == ["more/prices.flow.yaml"])
    #expect(try await offered(["execute", "--dry"], in: folder) == ["--dry-run"])
  }

  @Test func bashCompletesWhatTheSystemsHave() async throws {
    let folder = try Folder(Self.project)
    #expect(try await offered(["fields", "t"], in: folder) == ["till"])
    #expect(try await offered(["fields", "till", "art"], in: folder).contains("articles"))
    #expect(try await offered(["explain", "N20"], in: folder).isSuperset(of: ["N201", "N202"]))
    #expect(try await offered(["schema", "pro"], in: folder) == ["project"])
  }

  @Test func everyShellHasAScript() async throws {
    for shell in ["bash", "zsh", "fish"] {
      let answer = try await Program.run(["completions", shell])
      #expect(answer.status == 0 && answer.output.contains("execute"), "\(shell)")
    }
    #expect(try await Program.run(["completions"], environment: ["SHELL": "/bin/bash"]).output.contains("COMPREPLY"))
    let wrong = try await Program.run(["completions", "bsh"])
    #expect(wrong.status == 64)
    #expect(wrong.messages == "error: there are no completions for `bsh`; did you mean `bash` or `zsh`?\n")
    #expect(try await Program.run(["completions"], environment: ["SHELL": ""]).status == 64)
  }
}
