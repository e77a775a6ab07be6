import MapaeJOSE
import MapaeStore

/// What an authorization code is worth, as its record holds it.
struct CodeDetails: Sendable, Hashable {
    /// What the user has agreed to.
    var authorization: GrantedAuthorization
    /// Where the code was sent.
    var redirectURI: String
    /// Whether the authorization request named that address (RFC 6749 §4.1.3).
    var redirectURIWasRequested: Bool
    /// What the token request's verifier must match.
    var challenge: CodeChallenge?
    /// What the ID token repeats.
    var nonce: String?
    /// The thumbprint of the key that the code is bound to (RFC 9449 §10).
    var dpopThumbprint: String?

    var json: [UInt8] {
        var object = authorization.members
        object["redirect_uri"] = .string(redirectURI)
        object["redirect_uri_requested"] = .bool(redirectURIWasRequested)
        object["code_challenge"] = challenge.map { .string($0.text) }
        object["nonce"] = nonce.map { .string($0) }
        object["dpop_jkt"] = dpopThumbprint.map { .string($0) }
        return StoredMembers.json(object)
    }

    init(
        authorization: GrantedAuthorization, redirectURI: String, redirectURIWasRequested: Bool,
        challenge: CodeChallenge?, nonce: String?, dpopThumbprint: String?
    ) {
        self.authorization = authorization
        self.redirectURI = redirectURI
        self.redirectURIWasRequested = redirectURIWasRequested
        self.challenge = challenge
        self.nonce = nonce
        self.dpopThumbprint = dpopThumbprint
    }

    /// - Throws: `StoreError` `corrupt`.
    init(_ json: [UInt8]) throws(StoreError) {
        let stored = try StoredMembers(json)
        authorization = try GrantedAuthorization(stored)
        redirectURI = try stored.required(stored.text("redirect_uri"))
        redirectURIWasRequested = try stored.required(stored.flag("redirect_uri_requested"))
        challenge = try stored.text("code_challenge").map { CodeChallenge(checked: $0) }
        nonce = try stored.text("nonce")
        dpopThumbprint = try stored.text("dpop_jkt")
    }
}
