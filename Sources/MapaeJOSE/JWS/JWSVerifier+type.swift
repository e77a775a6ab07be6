extension JWSVerifier {
    /// Reads a token, checks its signature and its kind: the shortest way, and the cheapest for tokens with a usual header.
    ///
    /// ```swift
    /// let claims = try verifier.verify(text, type: .accessToken, at: clock.now()).claims()
    /// ```
    ///
    /// What the claims must say, when they end above all, is for the caller to decide.
    /// - Parameters:
    ///   - text: The token, without white space around it.
    ///   - type: The kind of token that is wanted.
    ///   - limits: How large it may be.
    ///   - now: The moment, by which keys retire.
    /// - Throws: ``JOSEError`` with the code of what is wrong with its form, and as
    ///   ``verify(_:type:at:)-(UnverifiedToken,_,_)`` does.
    public func verify(
        _ text: some StringProtocol, type: TokenMediaType, limits: TokenLimits = .init(), at now: NumericDate
    ) throws(JOSEError) -> VerifiedJWS {
        try verify(Substring(text), limits: limits, at: now).require(type: type)
    }

    /// Checks a token's signature and its kind.
    ///
    /// ```swift
    /// let claims = try verifier.verify(UnverifiedToken(text), type: .accessToken, at: now).claims()
    /// ```
    ///
    /// What the claims must say, when they end above all, is for the caller to decide.
    /// - Parameters:
    ///   - token: A token that has been read.
    ///   - type: The kind of token that is wanted.
    ///   - now: The moment, by which keys retire.
    /// - Throws: ``JOSEError``: what the header demands, an unknown or retired key, another algorithm, a wrong signature, or
    ///   `wrong_type` for a token of another kind, or of none.
    public func verify(
        _ token: UnverifiedToken, type: TokenMediaType, at now: NumericDate
    ) throws(JOSEError) -> VerifiedJWS {
        try verify(token, at: now).require(type: type)
    }

    /// Checks a token's signature and nothing else: for issuers whose tokens have no `typ`, and for whoever takes several
    /// kinds. Then something else must tell the kinds apart, such as keys that sign one kind only (RFC 8725 §3.11).
    /// - Parameters:
    ///   - token: A token that has been read.
    ///   - now: The moment, by which keys retire.
    /// - Throws: ``JOSEError``, as ``verify(_:type:at:)`` does but for `wrong_type`.
    public func verifySignatureOnly(_ token: UnverifiedToken, at now: NumericDate) throws(JOSEError) -> VerifiedJWS {
        try verify(token, at: now)
    }
}
