import ConnectorKit
import Testing

@Suite struct WebAddressTests {
  @Test(
    arguments: [
      ("https://api.bigcommerce.com/stores/abc", "api.bigcommerce.com", nil),
      ("HTTPS://API.Example.COM:8443?x=@y", "api.example.com", 8443),
      ("http://127.0.0.1:8080/", "127.0.0.1", 8080),
      ("https://[2001:DB8::1]:44281/", "2001:db8::1", 44_281),
      ("https://xn--mnchen-3ya.example/", "xn--mnchen-3ya.example", nil),
      ("https://a_b.example#x", "a_b.example", nil),
      ("https://7up.example", "7up.example", nil),
    ] as [(String, String, Int?)])
  func parts(url: String, host: String, port: Int?) throws {
    let address = try WebAddress(url)
    #expect(address.host == host && address.port == port)
    #expect(["http", "https"].contains(address.scheme))
  }

  @Test(arguments: [
    "", "api.example.com", "://x", "https://", "https:///x", "https://a b/", "https://a\tb/", "https://a\nb/",
    "https://a\\@b/", "https://user@b/", "https://user:pass@b/", "https://b@/", "https://a%2eb/",
    "https://münchen.example/",
    "https://127。0。0。1/", "https://１２７.0.0.1/", "https://a..b/", "https://.a/", "https://a./", "https://a:0/",
    "https://a:65536/", "https://a:8o/", "https://a:/", "https://a:1:2/", "https://[::1/", "https://[::1]x/",
    "https://[::1%25eth0]/", "https://[127.0.0.1]/", "https://[]/", "https://[1:2]/", "https://::1/",
    "https://2130706433/", "https://0x7f000001/", "https://0x7f.0.0.1/", "https://0177.0.0.1/", "https://127.1/",
    "https://127.0.0.01/", "https://1.2.3.4.5/", "https://256.0.0.1/", "https://a.0x1/", "https://a$b/", "https://*/",
  ])
  func noAddress(url: String) {
    #expect(throws: WebAddress.Problem.self) { try WebAddress(url) }
  }

  @Test(arguments: [
    ("8.8.8.8", IPAddress.Reach.everywhere), ("127.0.0.1", .thisMachine), ("127.255.0.9", .thisMachine),
    ("10.1.2.3", .privateNetwork), ("172.16.0.1", .privateNetwork), ("172.31.255.255", .privateNetwork),
    ("172.32.0.1", .everywhere), ("192.168.1.1", .privateNetwork), ("100.64.0.1", .privateNetwork),
    ("100.128.0.1", .everywhere), ("169.254.169.254", .linkLocal), ("0.0.0.0", .nowhere), ("0.1.2.3", .nowhere),
    ("224.0.0.1", .nowhere), ("255.255.255.255", .nowhere), ("192.0.2.1", .nowhere), ("198.18.0.1", .nowhere),
    ("::1", .thisMachine), ("::", .nowhere), ("fe80::1", .linkLocal), ("fc00::1", .privateNetwork),
    ("fd12:3456::1", .privateNetwork), ("fec0::1", .privateNetwork), ("ff02::1", .nowhere),
    ("2a00:1450:4001::1", .everywhere), ("2001:db8::1", .nowhere), ("::ffff:127.0.0.1", .thisMachine),
    ("::ffff:10.0.0.1", .privateNetwork), ("::ffff:8.8.8.8", .everywhere), ("::127.0.0.1", .thisMachine),
    ("64:ff9b::7f00:1", .thisMachine), ("64:ff9b::a9fe:a9fe", .linkLocal), ("2002:7f00:1::", .thisMachine),
    ("2002:c0a8:101::1", .privateNetwork), ("::ffff:a9fe:a9fe", .linkLocal),
  ])
  func reach(text: String, reach: IPAddress.Reach) throws {
    #expect(try #require(IPAddress(text)).reach == reach)
  }

  @Test(arguments: [
    "1.2.3", "1.2.3.256", "01.2.3.4", "1.2.3.4 ", "1::2::3", ":::", "1:2:3:4:5:6:7:8:9", "g::1", "::1%lo",
  ])
  func noNumber(text: String) {
    #expect(IPAddress(text) == nil)
  }
}
