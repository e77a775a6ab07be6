package import HTTPTypes

/// A verifier that can check a token in a header field without waiting for anything.
///
/// Adapters try this way first. It needs no call that could wait, and no copy of the request.
package protocol HeaderVerifier: TokenVerifier {
    /// Finds a token in the header field that is looked at first, and checks it.
    /// - Parameters:
    ///   - headers: The request's header fields.
    ///   - requirements: What the route demands.
    /// - Returns: The token; `nil` when there is none, or when another place is looked at first: then
    ///   ``TokenVerifier/verify(_:_:)-(R,_)`` decides.
    /// - Throws: ``TokenError`` with the code of what was wrong.
    func verify(headers: HTTPFields, _ requirements: TokenRequirements) throws(TokenError) -> VerifiedToken?
}
