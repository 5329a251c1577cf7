import Foundation
import Testing
import Types

/// The tables of countries and currencies are printed from one list each, which names its source. What is committed must
/// be what the list gives; `FLOWRUN_UPDATE_GOLDENS=1` prints it anew.
@Suite struct ListTests {
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  @Test func countriesAreThoseOfTheList() throws {
    let list = try List("countries")
    #expect(list.columns == ["alpha2", "alpha3", "english", "dutch", "groups"])
    try compare(
      "Country", list,
      list.rows.map { row in
        let groups = row[4].isEmpty ? "-" : row[4].replacing(" ", with: ",")
        return "\(row[0]) \(row[1]) \(groups) \(row[2])" + (row[2] == row[3] ? "" : " | \(row[3])")
      })
    #expect(Country.all.map(\.alpha2) == list.rows.map { $0[0] })
    #expect(Country.all.map(\.dutchName) == list.rows.map { $0[3] })
    #expect(Country.all.map { $0.groups.joined(separator: " ") } == list.rows.map { $0[4] })
  }

  @Test func currenciesAreThoseOfTheList() throws {
    let list = try List("currencies")
    #expect(list.columns == ["code", "digits", "name"])
    try compare("Currency", list, list.rows.map { $0.joined(separator: " ") })
    #expect(Enumeration.currency.members.map(\.label) == list.rows.map { $0[2] })
    #expect(list.rows.allSatisfy { Enumeration.currencyDigits($0[0]) == Int($0[1]) })
  }

  private func compare(_ name: String, _ list: List, _ rows: [String]) throws {
    let printed =
      "extension \(name) {\n  /// Printed from tools/lists/\(list.file), which names its source.\n"
      + "  static let table = \"\"\"\n" + rows.map { "    \($0)\n" }.joined() + "    \"\"\"\n}\n"
    let file = Self.root.appending(path: "Sources/Types/\(name)+Table.swift")
    if ProcessInfo.processInfo.environment["FLOWRUN_UPDATE_GOLDENS"] == "1" {
      try printed.write(to: file, atomically: true, encoding: .utf8)
    }
    let isSame = try String(contentsOf: file, encoding: .utf8) == printed
    #expect(isSame, "Sources/Types/\(name)+Table.swift differs from what tools/lists/\(list.file) gives: make golden")
  }

  /// Columns apart by tabs; lines with `#` say where it comes from.
  private struct List {
    var file: String
    var columns: [String]
    var rows: [[String]]

    init(_ name: String) throws {
      file = "\(name).tsv"
      let text = try String(contentsOf: ListTests.root.appending(path: "tools/lists/\(file)"), encoding: .utf8)
      let lines = text.split(separator: "\n")
      #expect(lines.contains { $0.hasPrefix("# Source: ") })
      var cells = lines.filter { !$0.hasPrefix("#") }.map {
        $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      }
      columns = cells.isEmpty ? [] : cells.removeFirst()
      let width = columns.count
      #expect(cells.allSatisfy { $0.count == width })
      rows = cells
    }
  }
}
