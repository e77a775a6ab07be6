#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension ClaimSet {
    /// All claims as a type of yours.
    ///
    /// ```swift
    /// struct Role: Decodable { let role: String, since: Date }
    /// let role = try token.claims(as: Role.self).role
    /// ```
    ///
    /// A `Date` is read from seconds since 1970 (RFC 7519 §2), `Data` from base64url without padding: what
    /// ``JSONObject/init(encoding:)`` writes comes back.
    ///
    /// This is off the verifying path: it costs several microseconds, so decode once a request.
    /// - Parameter type: The type to make.
    /// - Throws: `DecodingError` when the claims do not have its shape; ``JOSEError`` `duplicate_member` for two names that
    ///   Foundation would take for one.
    public func decode<Value: Decodable>(as type: Value.Type) throws -> Value {
        guard try !JSONValue.object(object()).hasEquivalentNames else { throw JOSEError(.duplicateMember) }
        let decoder = JSONDecoder()
        // Foundation's own dates count from 2001: one that others wrote would be 31 years late.
        decoder.dateDecodingStrategy = .secondsSince1970
        decoder.dataDecodingStrategy = .custom { decoder in
            let container = try decoder.singleValueContainer()
            guard let bytes = Base64URL.decode(try container.decode(String.self)) else {
                throw DecodingError.dataCorruptedError(in: container, debugDescription: "This is not base64url.")
            }
            return Data(bytes)
        }
        return try decoder.decode(type, from: Data(json))
    }
}
