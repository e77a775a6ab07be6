public import MapaeJOSE

/// The 15 callbacks of Flask-JWT-Extended, as closures of one authority.
///
/// ```swift
/// var callbacks = FlaskCallbacks()
/// callbacks.tokenInBlocklist = { _, claims in await blocklist.contains(claims["jti"]?.string) }
/// callbacks.expiredToken = { _, _ in FlaskAnswer(.unauthorized, ["code": "expired"]) }
/// ```
///
/// A callback that throws refuses the token: with a `TokenError` that error is the answer, with any other error it is 503,
/// as then nobody knows whether the token is good. Headers and claims are those of the token, with the defaults of `type`,
/// `fresh` and `jti` filled in; of ``decodeKey`` they are as presented, and nothing in them is to be believed.
public struct FlaskCallbacks: Sendable {
    /// Answers for a reason in words.
    public typealias ReasonAnswer = @Sendable (_ reason: String) async throws -> FlaskAnswer
    /// Answers for a token.
    public typealias TokenAnswer = @Sendable (_ header: JSONObject, _ claims: JSONObject) async throws -> FlaskAnswer
    /// Decides about a token.
    public typealias TokenDecision = @Sendable (_ header: JSONObject, _ claims: JSONObject) async throws -> Bool
    /// Finds a user.
    public typealias UserLookup =
        @Sendable (_ header: JSONObject, _ claims: JSONObject) async throws -> (any Sendable)?

    // MARK: Answers

    /// `unauthorized_loader`: there is no token, or a request may be forged. 401 unless set.
    public var unauthorized: ReasonAnswer?
    /// `invalid_token_loader`: the token is malformed, forged, or not for here. 422 unless set.
    public var invalidToken: ReasonAnswer?
    /// `expired_token_loader`: the token has expired. 401 unless set.
    public var expiredToken: TokenAnswer?
    /// `needs_fresh_token_loader`: the route wants a token from a login. 401 unless set.
    public var needsFreshToken: TokenAnswer?
    /// `revoked_token_loader`: the blocklist names the token. 401 unless set.
    public var revokedToken: TokenAnswer?
    /// `user_lookup_error_loader`: the look-up found nobody. 401 unless set.
    public var userLookupError: TokenAnswer?
    /// `token_verification_failed_loader`: ``tokenVerification`` said no. 400 unless set.
    public var tokenVerificationFailed: TokenAnswer?

    // MARK: Decisions

    /// `token_in_blocklist_loader`: whether a token is revoked. A token without `jti` comes with a null one.
    public var tokenInBlocklist: TokenDecision?
    /// `token_verification_loader`: whether a token's claims are right.
    public var tokenVerification: TokenDecision?
    /// `user_lookup_loader`: whose token it is; `nil` refuses it. It runs for each protected route.
    public var userLookup: UserLookup?

    // MARK: New tokens

    /// `user_identity_loader`: what the identity claim says of an object.
    public var userIdentity: (@Sendable (FlaskIdentity) async throws -> JSONValue)?
    /// `additional_claims_loader`: further claims of a new token.
    public var additionalClaims: (@Sendable (FlaskIdentity) async throws -> JSONObject)?
    /// `additional_headers_loader`: further header parameters of a new token.
    public var additionalHeaders: (@Sendable (FlaskIdentity) async throws -> JSONObject)?

    // MARK: Keys

    /// `encode_key_loader`: what signs a new token, for one tenant perhaps.
    public var encodeKey: (@Sendable (FlaskIdentity) async throws -> SigningKey)?
    /// `decode_key_loader`: what checks a token; `nil` refuses it. A key is bound to one algorithm, which the token's must
    /// be, so that a token cannot choose how it is checked.
    public var decodeKey: (@Sendable (_ header: JSONObject, _ claims: JSONObject) async throws -> VerificationKey?)?

    /// Creates callbacks of which none is set.
    public init() {}
}
