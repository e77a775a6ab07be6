/// Whole numbers as bytes, big endian, of one length.
enum Numbers {
    static func bytes(_ hexadecimal: String) -> [UInt8] {
        let digits = hexadecimal.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
        return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }

    /// a - b, which must not be negative.
    static func subtract(_ a: [UInt8], _ b: [UInt8]) -> [UInt8] {
        var borrow = 0
        var result = a
        for index in a.indices.reversed() {
            let difference = Int(a[index]) - Int(b[index]) - borrow
            borrow = difference < 0 ? 1 : 0
            result[index] = UInt8(truncatingIfNeeded: difference)
        }
        return result
    }

    /// a + b, or `nil` where that needs more bytes.
    static func add(_ a: [UInt8], _ b: [UInt8]) -> [UInt8]? {
        var carry = 0
        var result = a
        for index in a.indices.reversed() {
            let sum = Int(a[index]) + Int(b[index]) + carry
            carry = sum >> 8
            result[index] = UInt8(truncatingIfNeeded: sum)
        }
        return carry == 0 ? result : nil
    }

    static func small(_ value: UInt8, count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count - 1) + [value] }
}
