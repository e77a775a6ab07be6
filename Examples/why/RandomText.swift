/// Texts that nobody guesses: 32 bytes from the system's random numbers, written in hexadecimal digits.
enum RandomText {
    static func make() -> String {
        var generator = SystemRandomNumberGenerator()
        return (0..<4).map { _ in
            let digits = String(generator.next() as UInt64, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}
