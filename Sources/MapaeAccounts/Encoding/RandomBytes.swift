/// Bytes from the system's random number generator, which is cryptographically secure on every platform Swift runs on
/// as a server.
func randomBytes(_ count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
}
