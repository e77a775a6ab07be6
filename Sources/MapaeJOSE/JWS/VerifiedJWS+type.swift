extension VerifiedJWS {
    /// Demands that the header's `typ` is this type (RFC 8725 §3.11). Case does not matter and `application/` may be left out
    /// (RFC 7515 §4.1.9); a token without `typ` could be of any kind and is refused.
    /// - Parameter type: The kind of token that is wanted.
    /// - Returns: The same token.
    /// - Throws: ``JOSEError`` `wrong_type`.
    @discardableResult
    public func require(type: TokenMediaType) throws(JOSEError) -> VerifiedJWS {
        guard hasType(type) else { throw JOSEError(.wrongType) }
        return self
    }
}
