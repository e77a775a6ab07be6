package import MapaeJOSE

/// What a token to be issued says.
package struct TokenContent: Sendable {
    /// What it is for.
    package var type: TokenType
    /// Whom it is about.
    package var subject: String
    /// Whether it comes from a login; access tokens alone say it.
    package var fresh: Freshness = .never
    /// What it allows; access tokens alone say it.
    package var scopes: [String] = []
    /// Further claims.
    package var claims: JSONObject = [:]
    /// Further header parameters.
    package var headers: JSONObject = [:]
    /// How long it lives; the policy's lifetime of its kind unless told.
    package var lifetime: Duration?
    /// When it is issued; now unless told. What has to be known to the second beside the token counts from it too.
    package var issuedAt: NumericDate?
    /// When it ends at the latest, whatever its lifetime.
    package var notAfter: NumericDate?
    /// The session that it belongs to (`sid`).
    package var sessionID: String?
    /// Its own number (`jti`); a random one unless told.
    package var tokenID: String?
    /// The value that a request must repeat beside a cookie; a random one unless told. A successor keeps its predecessor's, so that
    /// a form which is open in the browser still counts.
    package var csrfToken: String?
    /// Whether a cookie that carries it outlives the browser's session (`persistent`); without, the carrier says.
    package var isPersistent: Bool?

    package init(_ type: TokenType, for subject: String) {
        self.type = type
        self.subject = subject
    }
}
