import Testing
import Values

/// For every member state numbers that pass, and the same with one digit changed.
@Suite struct VATNumberTests {
  @Test(arguments: [
    "ATU13585627", "BE0428759497", "BG175074752", "BG7523169263", "CY10259033P", "CZ25123891", "DE136695976",
    "DK13585628",
    "EE100931558", "EL094259216", "ESB58378431", "ES54362315K", "ESX2482300W", "FI20774740", "FR40303265045",
    "FR83404833048", "HR33392005961", "HU12892312", "IE6433435F", "IE6433435OA", "IE8D79739I", "IT00743110157",
    "LT119511515", "LT100001919017", "LU15027442", "LV40003521600", "MT11679112", "NL004495445B01", "PL8567346215",
    "PT501964843", "RO18547290", "SE123456789701", "SI50223054", "SK2022749619", "XI980780684", "nl 0044.95.445-b01",
  ])
  func passes(number: String) throws {
    #expect(try call("valid_vat", text(number)) == .bool(true))
  }

  @Test(arguments: [
    "ATU13585626", "BE0428759496", "BG175074751", "BG7523169260", "CY10259033Q", "CZ25123890", "DE136695975",
    "DK13585627",
    "EE100931557", "EL094259215", "ESB58378430", "ES54362315L", "ESX2482300V", "FI20774741", "FR41303265045",
    "HR33392005962", "HU12892313", "IE6433435G", "IT00743110158", "LT119511514", "LT100001919018", "LU15027443",
    "LV40003521601", "MT11679113", "NL004495446B01", "PL8567346216", "PT501964844", "RO18547291", "SE123456789801",
    "SI50223055", "SK2022749618", "XI980780685", "GB980780684", "CHE123456789", "NL004495445", "", "EU", "DE0",
    "ES1234567", "IE123", "RO1",
  ])
  func doesNotPass(number: String) throws {
    #expect(try call("valid_vat", text(number)) == .bool(false))
  }

  @Test func countries() throws {
    #expect(try call("vat_country", text("EL094259216")) == text("GR"))
    #expect(try call("vat_country", text("XI980780684")) == text("GB"))
    #expect(try call("vat_country", text("GB980780684")) == .missing)
  }
}
