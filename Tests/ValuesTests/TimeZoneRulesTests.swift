import Testing
import Values

@Suite struct TimeZoneRulesTests {
  /// A file of version 2 with an empty first block.
  private func tzif(changes: [(Int64, UInt8)], offsets: [Int32], footer: String) -> [UInt8] {
    func big(_ value: some FixedWidthInteger) -> [UInt8] {
      (0..<value.bitWidth / 8).reversed().map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }
    func head(times: Int, types: Int, characters: Int) -> [UInt8] {
      let counts: [Int] = [0, 0, 0, times, types, characters]
      return Array("TZif2".utf8) + [UInt8](repeating: 0, count: 15) + counts.flatMap { big(Int32($0)) }
    }
    var bytes = head(times: 0, types: 1, characters: 4) + big(Int32(0)) + [0, 0] + Array("UTC\0".utf8)
    bytes += head(times: changes.count, types: offsets.count, characters: 4)
    bytes += changes.flatMap { big($0.0) } + changes.map(\.1)
    bytes += offsets.flatMap { big($0) + [0, 0] } + Array("LMT\0".utf8)
    return bytes + Array("\n\(footer)\n".utf8)
  }

  private func amsterdam() throws -> TimeZoneRules {
    let bytes = tzif(
      changes: [(-1_025_745_300, 1), (228_877_200, 2), (243_997_200, 1), (828_234_000, 2), (846_378_000, 1)],
      offsets: [1172, 3600, 7200],
      footer: "CET-1CEST,M3.5.0,M10.5.0/3")
    return try #require(TimeZoneRules(tzif: bytes))
  }

  private func at(_ text: String) throws -> Moment { try #require(Moment(iso: text)) }

  private func local(_ text: String) throws -> LocalDateTime {
    let moment = try at(text + "Z")
    return LocalDateTime(date: moment.date, millisecondOfDay: moment.millisecondOfDay)
  }

  @Test(arguments: [
    ("1930-01-01T00:00:00Z", 1172), ("1950-01-01T00:00:00Z", 3600), ("1977-04-03T01:00:00Z", 7200),
    ("1977-04-03T00:59:59Z", 3600), ("1977-09-25T01:00:00Z", 3600), ("2019-03-31T00:59:59Z", 3600),
    ("2019-03-31T01:00:00Z", 7200), ("2019-10-27T00:59:59Z", 7200), ("2019-10-27T01:00:00Z", 3600),
    ("2020-02-29T12:00:00Z", 3600), ("2500-07-01T00:00:00Z", 7200), ("9999-12-31T23:59:59Z", 3600),
  ])
  func offsetAtMoment(text: String, offset: Int) throws {
    #expect(try amsterdam().offset(at: at(text)) == offset)
  }

  @Test(arguments: [
    ("2019-03-05T21:40:11", "2019-03-05T20:40:11Z"), ("2019-07-05T21:40:11.250", "2019-07-05T19:40:11.250Z"),
    ("2019-03-31T01:59:59", "2019-03-31T00:59:59Z"), ("2019-03-31T02:30:00", "2019-03-31T01:30:00Z"),
    ("2019-03-31T03:00:00", "2019-03-31T01:00:00Z"), ("2019-10-27T02:30:00", "2019-10-27T00:30:00Z"),
    ("2019-10-27T03:00:00", "2019-10-27T02:00:00Z"), ("2019-10-27T01:59:59", "2019-10-26T23:59:59Z"),
  ])
  func localToMoment(text: String, moment: String) throws {
    #expect(try amsterdam().moment(local(text)).description == moment)
  }

  @Test func aSkippedHourIsShownLater() throws {
    let zone = try amsterdam()
    #expect(try zone.local(zone.moment(local("2019-03-31T02:30:00"))).description == "2019-03-31T03:30:00")
  }

  @Test func southernSummerSpansTheNewYear() throws {
    let zone = try #require(
      TimeZoneRules(tzif: tzif(changes: [], offsets: [36_000], footer: "AEST-10AEDT,M10.1.0,M4.1.0/3")))
    #expect(try zone.offset(at: at("2019-01-01T00:00:00Z")) == 39_600)
    #expect(try zone.offset(at: at("2019-12-31T13:30:00Z")) == 39_600)
    #expect(try zone.offset(at: at("2019-06-01T00:00:00Z")) == 36_000)
    #expect(try zone.offset(at: at("2019-04-06T16:00:00Z")) == 36_000)
    #expect(try zone.offset(at: at("2019-04-06T15:59:59Z")) == 39_600)
  }

  @Test(arguments: [
    ("<+0330>-3:30", "2019-06-01T00:00:00Z", 12_600), ("EST5EDT,M3.2.0,M11.1.0", "2019-03-10T07:00:00Z", -14_400),
    ("EST5EDT,M3.2.0,M11.1.0", "2019-11-03T06:00:00Z", -18_000),
    ("XXX3YYY2,J60/0,J300/0", "2020-03-01T03:00:00Z", -7200),
    ("XXX3YYY2,J60/0,J300/0", "2020-03-01T02:59:59Z", -10_800), ("XXX0YYY,59/0,300/0", "2020-02-29T00:00:00Z", 3600),
    ("IST-2IDT,M3.4.4/26,M10.5.0", "2019-03-28T23:59:59Z", 7200),
    ("IST-2IDT,M3.4.4/26,M10.5.0", "2019-03-29T00:00:00Z", 10_800),
  ])
  func ruleOnly(footer: String, text: String, offset: Int) throws {
    let zone = try #require(TimeZoneRules(tzif: tzif(changes: [], offsets: [0], footer: footer)))
    #expect(try zone.offset(at: at(text)) == offset)
  }

  @Test func withoutARuleTheLastOffsetStays() throws {
    let zone = try #require(TimeZoneRules(tzif: tzif(changes: [(0, 1)], offsets: [0, 3600], footer: "")))
    #expect(try zone.offset(at: at("2500-07-01T00:00:00Z")) == 3600)
    #expect(TimeZoneRules.utc.offset(at: .last) == 0)
  }

  @Test func anythingElseIsRefused() throws {
    #expect(TimeZoneRules(tzif: []) == nil)
    let whole = tzif(changes: [(0, 1)], offsets: [0, 3600], footer: "CET-1CEST,M3.5.0,M10.5.0/3")
    for length in 0..<whole.count { #expect(TimeZoneRules(tzif: Array(whole[..<length])) == nil) }
    #expect(TimeZoneRules(tzif: tzif(changes: [(0, 2)], offsets: [0, 3600], footer: "")) == nil)
    #expect(TimeZoneRules(tzif: tzif(changes: [(0, 1), (0, 0)], offsets: [0, 3600], footer: "")) == nil)
    for footer in ["CET", "CET-1CEST", "C-1", "CET-1CEST,M13.5.0,M10.5.0", "CET-1CEST,M3.5.0,M10.5.0/3x"] {
      #expect(TimeZoneRules(tzif: tzif(changes: [], offsets: [0], footer: footer)) == nil)
    }
  }
}
