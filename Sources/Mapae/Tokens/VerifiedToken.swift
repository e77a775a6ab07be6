public import MapaeJOSE

/// A token whose signature, times, kind and requirements have been checked. Only a ``TokenVerifier`` makes one.
public struct VerifiedToken: Sendable, CustomStringConvertible, CustomReflectable {
    /// Behind one reference: a context with a token is copied several times for each request.
    let content: Content
    /// Whether it comes from a login, not from a refresh, as far as its `fresh` claim says.
    public let isFresh: Bool
    /// Where in the request it was found; `nil` for one that no request carried.
    public package(set) var location: TokenLocation?
    /// What a verifier has found for the handler: the user that a face's look-up returned. A class, as most tokens have none
    /// and should not be the larger for it.
    package var attachment: (any AnyObject & Sendable)?

    /// Creates a token that is believed. The caller has checked all that a verifier must check.
    /// - Parameter isBound: Whether it must come with a proof of a key; as its `cnf` says unless told.
    package init(
        subject: String, type: TokenType, isFresh: Bool, expirationTime: NumericDate, keyID: String?,
        claims: ClaimSet, isBound: Bool? = nil
    ) {
        self.content = Content(
            subject: subject, type: type, expirationTime: expirationTime, keyID: keyID, claims: claims,
            isBound: isBound ?? (claims["cnf"] != nil), isBoundByClaims: isBound == nil)
        self.isFresh = isFresh
    }

    /// Creates a token that is believed once more. The caller has checked all that can have changed.
    init(again content: Content, isFresh: Bool) {
        self.content = content
        self.isFresh = isFresh
    }

    /// Whom the token is about (`sub`), never empty.
    public var subject: String { content.subject }
    /// What it is for.
    public var type: TokenType { content.type }
    /// When it must be refused (`exp`).
    public var expirationTime: NumericDate { content.expirationTime }
    /// The id of the key that signed it, if that key has one.
    public var keyID: String? { content.keyID }
    /// All its claims.
    public var claims: ClaimSet { content.claims }

    /// The kind of token, and nothing of whose it is: this must be safe to log.
    public var description: String { "VerifiedToken(\(type.rawValue))" }

    /// Shows what ``description`` does, so that `dump` prints no token.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }

    /// Its own number (`jti`, RFC 7519 §4.1.7), by which it can be revoked; `nil` without one.
    public var tokenID: String? { claims.tokenID }

    /// The session that it belongs to (`sid`); `nil` for one that belongs to none.
    public var sessionID: String? { claims.sessionID }

    /// Whether a cookie that carries it outlives the browser's session, as the login said; `nil` where it said nothing. A successor
    /// should say the same.
    public var isPersistent: Bool? { claims["persistent"]?.bool }

    /// What the token allows: the values of its `scope` claim (RFC 8693 §4.2).
    public var scopes: [String] {
        claims.scope.map(Scope.split) ?? []
    }

    /// Who the user is here: the texts of its `roles` claim (RFC 9068 §2.2.3.1); none where that is no list.
    public var roles: [String] { claims["roles"]?.array?.compactMap(\.string) ?? [] }

    /// When its user logged in (`auth_time`, RFC 9068 §2.2.1); `nil` where it does not say so.
    public var authenticationTime: NumericDate? {
        switch claims["auth_time"] {
        case .integer(let seconds)?: NumericDate(seconds: seconds)
        case .number(let seconds)?: Int64(exactly: seconds.rounded(.down)).map { NumericDate(seconds: $0) }
        default: nil
        }
    }

    /// How its user logged in (`acr`, RFC 9068 §2.2.1): a name that its issuer has for it; `nil` where it does not say so.
    public var authenticationContext: String? { claims["acr"]?.string }

    /// Whether it must come with a proof of a key.
    var isBound: Bool { content.isBound }

    /// Whether it has a `cnf`, also where the verifier itself gives that no meaning. Looked for once where it has looked already.
    var hasConfirmation: Bool { content.isBoundByClaims ? content.isBound : claims["cnf"] != nil }

    /// The header's parameters, decoded now; empty where the token came without (an introspected one).
    public var header: JSONObject {
        let json = claims.headerJSON
        // The header has been read before, so it is an object.
        return (try? JSONValue(parsing: Array(json)))?.object ?? [:]
    }

    /// All claims as a type of yours, decoded now.
    ///
    /// ```swift
    /// struct Role: Decodable { let role: String }
    /// let role = try context.token.claims(as: Role.self).role
    /// ```
    /// A `Date` is read from seconds since 1970 (RFC 7519 §2), `Data` from base64url.
    /// - Parameter type: The type to make.
    /// - Throws: ``TokenError`` `token_rejected` when the claims do not have its shape: a token that was issued before the program
    ///   asked for them is no fault of the server's. Its ``TokenError/underlying`` is the `DecodingError`.
    public func claims<Value: Decodable>(as type: Value.Type) throws(TokenError) -> Value {
        do { return try claims.decode(as: type) } catch { throw TokenError(.rejected, underlying: error) }
    }

    /// Fingerprints of its session's id and of its own, each `nil` without one.
    var idFingerprints: (session: UInt32?, own: UInt32?) {
        (content.claims.sessionFingerprint, content.claims.tokenFingerprint)
    }

    /// What is the same whenever the token comes.
    final class Content: Sendable {
        let subject: String
        let type: TokenType
        let expirationTime: NumericDate
        let keyID: String?
        let claims: ClaimSet
        let isBound: Bool
        /// Whether `isBound` is what the claims say.
        let isBoundByClaims: Bool

        init(
            subject: String, type: TokenType, expirationTime: NumericDate, keyID: String?, claims: ClaimSet,
            isBound: Bool, isBoundByClaims: Bool
        ) {
            self.subject = subject
            self.type = type
            self.expirationTime = expirationTime
            self.keyID = keyID
            self.claims = claims
            self.isBound = isBound
            self.isBoundByClaims = isBoundByClaims
        }
    }
}
