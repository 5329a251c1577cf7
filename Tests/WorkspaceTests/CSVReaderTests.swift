import Diagnostics
import Source
import Syntax
import Testing

@testable import Workspace

@Suite struct CSVReaderTests {
  func read(_ text: String) -> (rows: [[String]], problems: [String]) {
    let result = CSVReader.read(SourceFile(path: "t.csv", text: text))
    let rows = ([result.table.header] + result.table.rows).map { $0.map(\.text) }
    return (rows, result.diagnostics.map { "\($0.message) [\($0.labels[0].text)]" })
  }

  @Test(arguments: [
    ("shop,till\nCash,CASH\n", [["shop", "till"], ["Cash", "CASH"]]),
    ("shop,till\r\nCash,CASH", [["shop", "till"], ["Cash", "CASH"]]),
    ("\u{FEFF}shop;till\nA,B;C\n", [["shop", "till"], ["A,B", "C"]]),
    ("a,b\n\"x, \"\"y\"\"\",\" z\"\n", [["a", "b"], ["x, \"y\"", " z"]]),
    ("a,b\n\n  \nx , y\n\n", [["a", "b"], ["x", "y"]]),
    ("a,b\n\"two\nlines\",1\n", [["a", "b"], ["two\nlines", "1"]]),
    ("a,b\nx,\n", [["a", "b"], ["x", ""]]),
    ("\"a,b\";c\n1;2\n", [["a,b", "c"], ["1", "2"]]),
    ("a\tb\n1,5\t2;3\n", [["a", "b"], ["1,5", "2;3"]]),
    ("a\tb\n\t2\n", [["a", "b"], ["", "2"]]),
    ("sep=;\r\na,x;b\r\n1;2\r\n", [["a,x", "b"], ["1", "2"]]),
    ("\u{FEFF}sep=\t\na\tb;c;d\n1\t2\n", [["a", "b;c;d"], ["1", "2"]]),
    ("sep=,total\n1,2\n", [["sep=", "total"], ["1", "2"]]),
  ])
  func cells(_ text: String, _ expected: [[String]]) {
    let result = read(text)
    #expect(result.rows == expected)
    #expect(result.problems == [])
  }

  @Test(arguments: [
    ("", "this table is empty []"),
    ("a,b\n1\n", "this row has 1 cell, the header has 2 [row 2]"),
    ("a,b\n1,2,3\n", "this row has 3 cells, the header has 2 [row 2]"),
    ("a,b\n\"1,2\n", "this quote is never closed [line 2, column 1]"),
    ("a,b\n\"1\"x,2\n", "text behind the closing quote of a cell [line 2, column 1]"),
    ("a,b\n1,2\"x\n", "a quote inside a cell that doesn't begin with one [line 2, column 2]"),
    ("a,a\n1,2\n", "two columns are called `a` [row 1, column 2]"),
    ("a,\n1,2\n", "this column has no name [line 1, column 2]"),
    ("PK\u{3}\u{4}\u{14}\0", "this is an Excel workbook; save it as CSV UTF-8 []"),
    (
      "1;1\n2;2\n",
      "the first row looks like data (1;1); the first row names the columns [would be taken for names]"
    ),
  ])
  func mistakes(_ text: String, _ expected: String) {
    #expect(read(text).problems == [expected])
  }

  @Test func textThatIsNotUTF8() {
    let result = CSVReader.read(SourceFile(path: "t.csv", bytes: Array("a,b\nCaf".utf8) + [0xE9] + Array(",1\n".utf8)))
    #expect(result.diagnostics.map(\.message) == ["this file is not UTF-8"])
    #expect(result.diagnostics.first?.labels.first?.text == "line 2, column 4")
    #expect(result.table.rows.isEmpty)
  }

  @Test func spansCoverTheCellWithItsQuotes() {
    let source = SourceFile(path: "t.csv", text: "ä,b\n\"é\",12\n")
    let table = CSVReader.read(source).table
    #expect(table.rows[0].map { source.text($0.span) } == ["\"é\"", "12"])
  }
}
