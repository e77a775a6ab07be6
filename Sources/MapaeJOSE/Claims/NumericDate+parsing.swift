extension NumericDate {
    /// Reads a JSON number exactly, without floating point.
    /// - Parameter number: A number as RFC 8259 writes it, which a reader has stepped over.
    /// - Returns: `nil` when it is no number, negative, or beyond the year 9999. What is smaller than a nanosecond is cut.
    init?(number: Span<UInt8>) {
        var digits: UInt64 = 0
        // How many powers of ten the digits read so far have to be multiplied by.
        var scale = 0
        var index = 0
        var pointSeen = false
        scan: while index < number.count {
            let byte = number[index]
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                let digit = UInt64(byte - UInt8(ascii: "0"))
                // 19 digits fit, which is the nanosecond until the year 2286; what stands behind those is cut.
                if digits < 1_000_000_000_000_000_000 {
                    digits = digits * 10 + digit
                    if pointSeen { scale -= 1 }
                } else if !pointSeen {
                    scale += 1
                }
            case UInt8(ascii: "."):
                pointSeen = true
            case UInt8(ascii: "e"), UInt8(ascii: "E"):
                guard let exponent = Self.exponent(number, after: index) else { return nil }
                scale += exponent
                break scan
            default:
                return nil
            }
            index += 1
        }
        guard index > 0 else { return nil }
        self.init(digits: digits, scale: scale)
    }

    /// digits · 10^scale
    private init?(digits: UInt64, scale: Int) {
        if digits == 0 {
            self.init(seconds: 0)
            return
        }
        var whole = digits
        var scale = scale
        while scale > 0 {
            let (product, overflow) = whole.multipliedReportingOverflow(by: 10)
            guard !overflow else { return nil }
            whole = product
            scale -= 1
        }
        var divisor: UInt64 = 1
        while scale < 0, whole > 0 {
            let (product, overflow) = divisor.multipliedReportingOverflow(by: 10)
            // Digits that no longer fit stand behind the nanoseconds.
            if overflow { whole /= 10 } else { divisor = product }
            scale += 1
        }
        let seconds = whole / divisor
        guard seconds <= UInt64(Self.maximumSeconds) else { return nil }
        // (rest · 10⁹) / divisor in 128 bits: rest is below divisor, so the quotient is below 10⁹.
        let nanoseconds = divisor.dividingFullWidth((whole % divisor).multipliedFullWidth(by: 1_000_000_000)).quotient
        self.init(seconds: Int64(seconds), nanoseconds: UInt32(truncatingIfNeeded: nanoseconds))
    }

    /// The exponent behind the `e` at `index`, held to ±1,000,000: no token has so many digits that this brings back.
    private static func exponent(_ number: Span<UInt8>, after index: Int) -> Int? {
        var index = index + 1
        var negative = false
        if index < number.count, number[index] == UInt8(ascii: "-") || number[index] == UInt8(ascii: "+") {
            negative = number[index] == UInt8(ascii: "-")
            index += 1
        }
        guard index < number.count else { return nil }
        var value = 0
        while index < number.count {
            guard number[index] >= UInt8(ascii: "0"), number[index] <= UInt8(ascii: "9") else { return nil }
            value = min(value * 10 + Int(number[index] - UInt8(ascii: "0")), 1_000_000)
            index += 1
        }
        return negative ? -value : value
    }
}

extension NumericDate {
    /// Reads a JSON number.
    /// - Parameter bytes: The number as JSON writes it.
    /// - Returns: `nil` when it is no number, negative, or beyond the year 9999.
    package init?(jsonNumber bytes: [UInt8]) { self.init(number: bytes.span) }
}
