import ConnectorKit
import Testing

@Suite struct SecretTests {
  @Test func aSecretPrintsAsDots() {
    let secret = Secret("hunter2")
    #expect("\(secret)" == "••••")
    #expect(String(reflecting: secret) == "••••")
    var dumped = ""
    dump(["token": secret], to: &dumped)
    #expect(!dumped.contains("hunter2"))
    #expect(secret.reveal { $0 } == "hunter2")
  }
}
