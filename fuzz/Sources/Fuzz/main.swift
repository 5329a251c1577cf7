import Dispatch
import Glibc

// FLOWRUN_FUZZ names the target; the arguments are libFuzzer's own.

@_silgen_name("LLVMFuzzerRunDriver")
func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ run: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// Runs one input to its end; a broken promise is told and counts as a crash.
func runOne(_ target: FuzzTarget, _ bytes: [UInt8]) {
  let isDone = DispatchSemaphore(value: 0)
  Task.detached {
    for promise in await target.broken(by: bytes) {
      print("\(target.rawValue): \(promise)")
      fflush(nil)
      abort()
    }
    isDone.signal()
  }
  isDone.wait()
}

guard let target = getenv("FLOWRUN_FUZZ").flatMap({ FuzzTarget(rawValue: String(cString: $0)) }) else {
  print("FLOWRUN_FUZZ names one of: \(FuzzTarget.allCases.map(\.rawValue).joined(separator: ", "))")
  exit(2)
}
let chosen = target
var count = CommandLine.argc
var arguments = CommandLine.unsafeArgv
exit(
  runDriver(&count, &arguments) { bytes, count in
    runOne(chosen, Array(UnsafeBufferPointer(start: bytes, count: count)))
    return 0
  })
