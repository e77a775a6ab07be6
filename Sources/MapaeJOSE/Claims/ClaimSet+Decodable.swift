#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension ClaimSet {
    /// All claims as a type of yours.
    ///
    /// ```swift
    /// struct Role: Decodable { let role: String }
    /// let role = try token.claims(as: Role.self).role
    /// ```
    ///
    /// This is off the verifying path: it costs several microseconds, so decode once a request.
    /// - Parameter type: The type to make.
    /// - Throws: `DecodingError` when the claims do not have its shape; ``JOSEError`` `duplicate_member` for two names that
    ///   Foundation would take for one.
    public func decode<Value: Decodable>(as type: Value.Type) throws -> Value {
        guard try !JSONValue.object(object()).hasEquivalentNames else { throw JOSEError(.duplicateMember) }
        return try JSONDecoder().decode(type, from: Data(json))
    }
}
