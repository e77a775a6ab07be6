/// Bytes from the system's cryptographically secure generator. If it fails, the process ends rather than go on with
/// predictable ones.
package enum RandomBytes {
    package static func make(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    /// 128 random bits as 22 characters of base64url: what nobody guesses and nobody gets twice.
    package static func identifier() -> String {
        var generator = SystemRandomNumberGenerator()
        let (high, low) = (generator.next(), generator.next())
        return unsafe String(unsafeUninitializedCapacity: 22) { buffer in
            for index in 0..<22 {
                // The last character stands for the 2 bits that remain of 128.
                let shift = 122 - 6 * index
                let value =
                    shift >= 64
                    ? high >> (shift - 64)
                    : shift >= 58 ? high << (64 - shift) | low >> shift : shift >= 0 ? low >> shift : low << -shift
                unsafe buffer[index] = character(UInt8(truncatingIfNeeded: value) & 0x3F)
            }
            return 22
        }
    }

    private static func character(_ value: UInt8) -> UInt8 {
        switch value {
        case 0..<26: UInt8(ascii: "A") + value
        case 26..<52: UInt8(ascii: "a") + value - 26
        case 52..<62: UInt8(ascii: "0") + value - 52
        case 62: UInt8(ascii: "-")
        default: UInt8(ascii: "_")
        }
    }
}
