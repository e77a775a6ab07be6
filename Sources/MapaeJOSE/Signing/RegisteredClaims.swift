/// The claims that RFC 7519 §4.1 names, for a token to sign. What is absent is not written.
///
/// Times are parameters, as the clock is the caller's.
public struct RegisteredClaims: Sendable, Hashable {
    /// `iss`: who issues the token.
    public var issuer: String?
    /// `sub`: whom it is about.
    public var subject: String?
    /// `aud`: whom it is for. One name is written as a text, several as a list.
    public var audience: [String]
    /// `nbf`: from when on it is good.
    public var notBefore: NumericDate?
    /// `iat`: when it is issued.
    public var issuedAt: NumericDate?
    /// `exp`: from when on it must be refused. Few kinds of token should live without.
    public var expirationTime: NumericDate?
    /// `jti`: its own number.
    public var tokenID: TokenID

    /// Creates claims.
    /// - Parameters:
    ///   - issuer: `iss`.
    ///   - subject: `sub`.
    ///   - audience: `aud`.
    ///   - notBefore: `nbf`, written in whole seconds.
    ///   - issuedAt: `iat`, written in whole seconds.
    ///   - expirationTime: `exp`, written in whole seconds.
    ///   - tokenID: `jti`; a random one for each token unless told.
    public init(
        issuer: String? = nil, subject: String? = nil, audience: [String] = [], notBefore: NumericDate? = nil,
        issuedAt: NumericDate? = nil, expirationTime: NumericDate? = nil, tokenID: TokenID = .random
    ) {
        self.issuer = issuer
        self.subject = subject
        self.audience = audience
        self.notBefore = notBefore
        self.issuedAt = issuedAt
        self.expirationTime = expirationTime
        self.tokenID = tokenID
    }

    /// Whether a custom claim of this name would say again what stands here.
    static func contain(_ name: String) -> Bool {
        ["iss", "sub", "aud", "nbf", "iat", "exp", "jti"].contains { $0.utf8.elementsEqual(name.utf8) }
    }

    /// Writes what is there, always in one order.
    /// - Throws: ``JOSEError`` `invalid_claim` for an empty text, which would name nobody.
    func write(to writer: inout JSONWriter) throws(JOSEError) {
        let id = tokenID.next()
        for text in [issuer, subject, id] + audience.map(Optional.some) where text?.isEmpty ?? false {
            throw JOSEError(.invalidClaim)
        }
        if let issuer { writer.member("iss", issuer) }
        if let subject { writer.member("sub", subject) }
        if audience.count == 1 {
            writer.member("aud", audience[0])
        } else if audience.count > 1 {
            writer.name("aud")
            try writer.value(.array(audience.map(JSONValue.string)))
        }
        if let notBefore { writer.member("nbf", notBefore.seconds) }
        if let issuedAt { writer.member("iat", issuedAt.seconds) }
        if let expirationTime { writer.member("exp", expirationTime.seconds) }
        if let id { writer.member("jti", id) }
    }
}
