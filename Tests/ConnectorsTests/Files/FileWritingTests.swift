import ConnectorKit
import Testing
import Types
import Values

@testable import Connectors

@Suite struct FileWritingTests {
  static let schema = """
    {"x-key": "id", "required": ["id"], "properties": {
      "id": {"type": "integer"}, "name": {"type": "string"}, "total": {"type": "number"},
      "to": {"type": "object", "properties": {"city": {"type": "string"}, "zip": {"type": "string"}}},
      "lines": {"type": "array", "items": {"type": "object", "properties": {"sku": {"type": "string"}}}}}}
    """

  private func write(_ desk: FileDesk) async throws {
    try await desk.update("a", key: "2", [.text("name", "Zwei"), WrittenField("to", .record([.text("city", "Ede")]))])
    try await desk.create("a", [.whole("id", 7), .text("name", "Seven")], effect: "seven")
    try await desk.create("a", [.text("name", "Next")], effect: "next")
    try await desk.delete("a", key: "3")
    try await desk.files.finish(["a"])
  }

  @Test func untouchedRecordsKeepTheirBytesInNDJSON() async throws {
    let desk = FileDesk([
      "a.ndjson": "{ \"id\": 1.0, \"odd\": [1 ,2] }\n{\"id\":2,\"name\":\"two\",\"to\":{\"zip\":\"1\"}}\n{\"id\":3}\n",
      "a.schema.json": Self.schema,
    ])
    try await write(desk)
    #expect(
      desk.folder.text("a.ndjson") == """
        { "id": 1.0, "odd": [1 ,2] }
        {"id":2,"name":"Zwei","to":{"zip":"1","city":"Ede"}}
        {"id":7,"name":"Seven"}
        {"id":8,"name":"Next"}

        """)
    #expect(desk.folder.collected("a.ndjson") == nil)
  }

  @Test func aListStaysAList() async throws {
    let desk = FileDesk(["a.json": "[{\"id\":1},{\"id\":2},{\"id\":3}]", "a.schema.json": Self.schema])
    try await write(desk)
    #expect(
      desk.folder.text("a.json") == """
        [
          {"id":1},
          {"id":2,"name":"Zwei","to":{"city":"Ede"}},
          {"id":7,"name":"Seven"},
          {"id":8,"name":"Next"}
        ]

        """)
  }

  @Test func columnsAndSeparatorsOfACSVFileStay() async throws {
    let desk = FileDesk([
      "a.csv": "\u{FEFF}own;id;name\r\nkept;1;\"x\"\r\nmine;2;two\r\n;3;\r\n", "a.schema.json": Self.schema,
    ])
    try await write(desk)
    #expect(
      desk.folder.text("a.csv")
        == "\u{FEFF}own;id;name;to.city\r\nkept;1;\"x\";\r\nmine;2;Zwei;Ede\r\n;7;Seven;\r\n;8;Next;\r\n")
  }

  @Test func aNewCSVFileHasTheColumnsOfItsSchema() async throws {
    let desk = FileDesk(["a.schema.json": Self.schema], ["files.a": "out/a.csv"])
    try await desk.create(
      "a", [.whole("id", 1), .text("name", "a \"b\", c\nd"), WrittenField("total", .value(.whole(-5)))])
    try await desk.files.finish(["a"])
    #expect(
      desk.folder.text("out/a.csv") == "id,name,total,to.city,to.zip\n1,\"a \"\"b\"\", c\nd\",-5,,\n")
  }

  @Test(arguments: ["=1+1", "+31612345678", "-x", "@SUM(A1)", "\tx", "\rx"])
  func noCellIsAFormula(_ text: String) async throws {
    let desk = FileDesk(["a.schema.json": Self.schema], ["files.a": "a.csv"])
    try await desk.create("a", [.whole("id", 1), .text("name", text)])
    try await desk.files.finish(["a"])
    let written = try #require(desk.folder.text("a.csv")?.split(separator: "\n", maxSplits: 1).last)
    #expect(written.hasPrefix("1,'") || written.hasPrefix("1,\"'"))
    // Read again, it is what it was.
    #expect(try await FileDesk(desk.folder, ["files.a": "a.csv"]).find("a", ["name"], .text(Text(text))) == ["1"])
    let plain = FileDesk(["a.schema.json": Self.schema], ["files.a": "a.csv", "cells": "plain"])
    try await plain.create("a", [.whole("id", 1), .text("name", text)])
    try await plain.files.finish(["a"])
    #expect(plain.folder.text("a.csv")?.contains("'") == false)
  }

  @Test func aCSVFileHasNoListsAndSaysSo() {
    let desk = FileDesk(["a.schema.json": Self.schema], ["files.a": "a.csv"])
    let record = desk.declaration.entity("a")?.record
    #expect(record?.field("lines") == nil)
    #expect(record?.hint(for: "lines") == "a CSV file holds no lists; name an .ndjson file for these records")
  }

  @Test func whatWasWrittenIsFoundBeforeItIsInTheFile() async throws {
    let desk = FileDesk(["a.ndjson": "{\"id\":1,\"name\":\"Ann\"}\n", "a.schema.json": Self.schema])
    #expect(try await desk.find("a", ["name"], .text("Ann")) == ["1"])
    try await desk.create("a", [.whole("id", 2), .text("name", "Bo")])
    try await desk.update("a", key: "1", [.text("name", "Anna")])
    #expect(try await desk.find("a", ["name"], .text("Bo")) == ["2"])
    #expect(try await desk.find("a", ["name"], .text("Ann")) == [])
    #expect(try await desk.find("a", ["name"], .text("Anna")) == ["1"])
    #expect(try await desk.find("a", ["id"], .whole(2)) == ["2"])
    #expect(try await desk.find("a", ["name", "id"], .text("Bo"), .whole(2)) == ["2"])
    #expect(desk.folder.text("a.ndjson") == "{\"id\":1,\"name\":\"Ann\"}\n", "the file is as it was until the end")
    try await desk.files.finish(["a"])
    #expect(try await desk.find("a", ["name"], .text("Bo")) == ["2"])
  }

  @Test func keysStayWhatTheyAre() async throws {
    let desk = FileDesk(["a.ndjson": "{\"id\":1}\n{\"id\":5}\n{\"id\":5}\n", "a.schema.json": Self.schema])
    await #expect(throws: ConnectorError(.conflict, "a.ndjson has a record with id 1 already")) {
      try await desk.create("a", [.whole("id", 1)])
    }
    await #expect(throws: ConnectorError(.conflict, "a.ndjson has no record with id 9 any more")) {
      try await desk.update("a", key: "9", [])
    }
    await #expect(throws: ConnectorError(.refused, "a.ndjson has several records with id 5, in the lines 2 and 3")) {
      try await desk.update("a", key: "5", [.text("name", "x")])
    }
    await #expect(throws: ConnectorError(.refused, "`id` tells records apart and can't be changed")) {
      try await desk.update("a", key: "1", [.whole("id", 2)])
    }
    let texts = FileDesk(["a.csv": "sku,n\nA,1\n"])
    await #expect {
      try await texts.create("a", [.whole("n", 2)])
    } throws: {
      ($0 as? ConnectorError)?.message == "a new record needs `sku`, by which records of a.csv are told apart"
    }
  }

  @Test func theSameEffectIsAppliedOnce() async throws {
    let desk = FileDesk(["a.schema.json": Self.schema])
    let first = try await desk.create("a", [.text("name", "x")], effect: "one")
    let again = try await desk.create("a", [.text("name", "x")], effect: "one")
    #expect(first.key == "1" && again.key == "1")
    try await desk.files.finish(["a"])
    #expect(desk.folder.text("a.ndjson") == "{\"id\":1,\"name\":\"x\"}\n")
  }

  @Test func standardOutputGetsEverythingAtTheEnd() async throws {
    for (stream, expected) in [
      "ndjson": "{\"id\":1,\"name\":\"x\"}\n", "json": "[\n  {\"id\":1,\"name\":\"x\"}\n]\n",
      "csv": "id,name,total,to.city,to.zip\n1,x,,,\n",
    ] {
      let desk = FileDesk(["-": "ignored", "a.schema.json": Self.schema], ["files.a": "-", "stream": stream])
      #expect(desk.declaration.entity("a")?.writing?.isLasting == false)
      try await desk.create("a", [.whole("id", 1), .text("name", "x")])
      #expect(desk.folder.output == "")
      try await desk.files.finish(["a"])
      #expect(desk.folder.output == expected)
    }
    let empty = FileDesk(["a.schema.json": Self.schema], ["files.a": "-", "stream": "json"])
    try await empty.files.finish(["a"])
    #expect(empty.folder.output == "[]\n")
  }

  // MARK: others, and what goes wrong

  @Test func whatOthersWroteMeanwhileIsKept() async throws {
    let desk = FileDesk(["a.ndjson": "{\"id\":1,\"name\":\"a\",\"total\":1}\n", "a.schema.json": Self.schema])
    try await desk.update("a", key: "1", [.text("name", "ours")])
    try await desk.create("a", [.whole("id", 2)], effect: "two")
    desk.folder.put("a.ndjson", "{\"id\":9}\n{\"id\":1,\"name\":\"a\",\"total\":7}\n")
    try await desk.files.finish(["a"])
    #expect(desk.folder.text("a.ndjson") == "{\"id\":9}\n{\"id\":1,\"name\":\"ours\",\"total\":7}\n{\"id\":2}\n")
  }

  @Test func aFileThatIsBrokenMeanwhileIsLeftAloneAndNothingIsLost() async throws {
    let desk = FileDesk(["a.ndjson": "{\"id\":1}\n", "a.schema.json": Self.schema])
    try await desk.create("a", [.whole("id", 2)])
    desk.folder.put("a.ndjson", "{\"id\":1}\n{\"id\":")
    await #expect {
      try await desk.files.finish(["a"])
    } throws: {
      ($0 as? ConnectorError)?.message.contains(".a.ndjson.work: the next run takes it up") == true
    }
    #expect(desk.folder.text("a.ndjson") == "{\"id\":1}\n{\"id\":")
    desk.folder.crash()
    desk.folder.put("a.ndjson", "{\"id\":1}\n{\"id\":3}\n")
    try await FileDesk(desk.folder).files.finish(["a"])
    #expect(desk.folder.text("a.ndjson") == "{\"id\":1}\n{\"id\":3}\n{\"id\":2}\n")
  }

  @Test func aFullDiskIsNamedAndLosesNothing() async throws {
    let desk = FileDesk(["a.ndjson": "{\"id\":1}\n", "a.schema.json": Self.schema])
    try await desk.create("a", [.whole("id", 2)], effect: "two")
    desk.folder.fail(FileTrouble(.full, "there is no room left on this disk"))
    await #expect(throws: ConnectorError(.unreachable, "a.ndjson: there is no room left on this disk")) {
      try await desk.create("a", [.whole("id", 3)], effect: "three")
    }
    await #expect(throws: ConnectorError.self) { try await desk.files.keep() }
    await #expect {
      try await desk.files.finish(["a"])
    } throws: {
      ($0 as? ConnectorError)?.message
        == "a.ndjson: there is no room left on this disk; the file is as it was, and what was written is kept "
        + "beside it in .a.ndjson.work: the next run takes it up"
    }
    #expect(desk.folder.text("a.ndjson") == "{\"id\":1}\n")
    desk.folder.fail(nil)
    desk.folder.crash()
    let next = FileDesk(desk.folder)
    #expect(try await next.find("a", ["id"], .whole(2)) == ["2"])
    try await next.create("a", [.whole("id", 3)], effect: "three")
    try await next.files.finish(["a"])
    #expect(desk.folder.text("a.ndjson") == "{\"id\":1}\n{\"id\":2}\n{\"id\":3}\n")
  }

  @Test func twoRunsDoNotWriteOneFile() async throws {
    let desk = FileDesk(["a.ndjson": "{\"id\":1}\n", "a.schema.json": Self.schema])
    try await desk.create("a", [.whole("id", 2)])
    await #expect(throws: ConnectorError(.unreachable, "a.ndjson: another run is writing it")) {
      try await FileDesk(desk.folder).create("a", [.whole("id", 3)])
    }
  }

  /// The program is killed behind every write, and the power goes with it after any number of bytes.
  @Test func aKillAtAnyByteLosesAtMostTheLineThatWasBeingWritten() async throws {
    let base = "{\"id\":1,\"name\":\"one\"}\n"
    func effects(_ desk: FileDesk) async throws {
      if try await desk.find("a", ["name"], .text("uno")).isEmpty {
        try await desk.update("a", key: "1", [.text("name", "uno")])
      }
      for (name, effect) in [("two", "e2"), ("thrée", "e3")]
      where try await desk.find("a", ["name"], .text(Text(name))).isEmpty {
        try await desk.create("a", [.text("name", name)], effect: effect)
      }
    }
    let whole = FileDesk(["a.ndjson": base, "a.schema.json": Self.schema])
    try await effects(whole)
    let size = try #require(whole.folder.collected("a.ndjson")?.utf8.count)
    try await whole.files.finish(["a"])
    let wanted = try #require(whole.folder.text("a.ndjson"))
    #expect(wanted == "{\"id\":1,\"name\":\"uno\"}\n{\"id\":2,\"name\":\"two\"}\n{\"id\":3,\"name\":\"thrée\"}\n")
    for kept in 0...size {
      let desk = FileDesk(["a.ndjson": base, "a.schema.json": Self.schema])
      try await effects(desk)
      desk.folder.crash(keeping: kept, of: "a.ndjson")
      #expect(desk.folder.text("a.ndjson") == base)
      let next = FileDesk(desk.folder)
      try await effects(next)
      try await next.files.finish(["a"])
      #expect(desk.folder.text("a.ndjson") == wanted, "with \(kept) bytes left")
    }
  }

  /// The file was replaced, and what was collected was not taken away yet.
  @Test func whatIsInTheFileAlreadyIsNotAddedAgain() async throws {
    let desk = FileDesk(["a.schema.json": Self.schema])
    try await desk.create("a", [.text("name", "x")], effect: "one")
    desk.folder.put("a.ndjson", "{\"id\":1,\"name\":\"x\"}\n")
    desk.folder.crash()
    let next = FileDesk(desk.folder)
    try await next.create("a", [.text("name", "x")], effect: "one")
    try await next.files.finish(["a"])
    #expect(desk.folder.text("a.ndjson") == "{\"id\":1,\"name\":\"x\"}\n")
  }
}
