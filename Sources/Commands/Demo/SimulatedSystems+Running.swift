import Sandbox

extension SimulatedSystems {
  /// Both systems answer while the work lasts, however it ends.
  static func running(
    _ settings: SandboxSettings, _ work: (SimulatedSystems, Addresses) async throws(Failure) -> Void
  ) async throws(Failure) {
    let systems: SimulatedSystems
    do { systems = try SimulatedSystems(settings) } catch { throw Failure(.unreachable, error.description) }
    let addresses: Addresses
    do { addresses = try await systems.start() } catch {
      throw Failure(.unreachable, "the simulated systems can't listen: \(error)")
    }
    let outcome: Result<Void, Failure>
    do throws(Failure) {
      try await work(systems, addresses)
      outcome = .success(())
    } catch {
      outcome = .failure(error)
    }
    await systems.stop()
    try outcome.get()
  }
}
