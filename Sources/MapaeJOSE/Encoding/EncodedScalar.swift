#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The types that are one JSON value, and how it is written.
enum EncodedScalar {
    /// The value, or `nil` for a type that encodes itself.
    /// - Throws: ``JOSEError`` `invalid_claim` for a number that the JSON text would not say exactly.
    static func value(of value: some Encodable) throws(JOSEError) -> JSONValue? {
        switch value {
        case let value as Bool: .bool(value)
        case let value as String: .string(value)
        case let value as any FixedWidthInteger: .integer(try integer(value))
        case let value as Double: try number(value)
        // By its digits: 0.1 must not become 0.10000000149011612.
        case let value as Float: try number(Double(value.description) ?? .nan)
        case let value as Decimal: try number(value)
        // RFC 7519 §2, NumericDate: seconds since 1970.
        case let value as Date: try number(value.timeIntervalSince1970)
        case let value as Data: .string(Base64URL.encode(Array(value)))
        case let value as URL: .string(value.absoluteString)
        default: nil
        }
    }

    private static func integer(_ value: some FixedWidthInteger) throws(JOSEError) -> Int64 {
        guard let value = Int64(exactly: value) else { throw JOSEError(.invalidClaim) }
        return value
    }

    private static func number(_ value: Double) throws(JOSEError) -> JSONValue {
        guard value.isFinite else { throw JOSEError(.invalidClaim) }
        // Up to 2⁵³ a whole number is the same with and without a fraction, and shorter without. Minus zero is none.
        if let whole = Int64(exactly: value), whole.magnitude <= 1 << 53, whole != 0 || value.sign == .plus {
            return .integer(whole)
        }
        return .number(value)
    }

    private static func number(_ value: Decimal) throws(JOSEError) -> JSONValue {
        if let whole = Int64(value.description) { return .integer(whole) }
        guard let number = Double(value.description), Decimal(string: number.description) == value else {
            throw JOSEError(.invalidClaim)
        }
        return .number(number)
    }
}
