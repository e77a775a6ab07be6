import Mapae

/// The paths of an authorization server's endpoints, below the path of its issuer.
public struct OAuthEndpoints: Sendable, Hashable {
    /// Where users come with a client's request (RFC 6749 §3.1).
    public var authorization = "/oauth/authorize"
    /// Where clients get tokens (RFC 6749 §3.2).
    public var token = "/oauth/token"
    /// Where clients push their requests (RFC 9126 §2).
    public var pushedAuthorization = "/oauth/par"
    /// Where devices begin (RFC 8628 §3.1).
    public var deviceAuthorization = "/oauth/device"
    /// Where users type the code that a device shows (RFC 8628 §3.3).
    public var deviceVerification = "/device"
    /// Where clients register themselves (RFC 7591 §3).
    public var registration = "/oauth/register"
    /// Where resource servers ask about tokens (RFC 7662 §2).
    public var introspection = "/oauth/introspect"
    /// Where clients give tokens back (RFC 7009 §2).
    public var revocation = "/oauth/revoke"
    /// Where clients ask about users (OpenID Connect Core §5.3).
    public var userInfo = "/oauth/userinfo"
    /// Where users log out for a client (OpenID Connect RP-Initiated Logout §2).
    public var endSession = "/oauth/end-session"
    /// Where users see which applications have access, and take it back.
    public var consents = "/oauth/consents"
    /// Where the public keys are (RFC 8414 §2).
    public var keySet = "/.well-known/jwks.json"

    /// The usual paths.
    public init() {}

    var all: [String] {
        [
            authorization, token, pushedAuthorization, deviceAuthorization, deviceVerification, registration,
            introspection, revocation, userInfo, endSession, consents, keySet,
        ]
    }

    /// - Throws: ``OAuthSettingsError`` `invalid_endpoint`.
    func check() throws(OAuthSettingsError) {
        let isPath: (String) -> Bool = { path in
            // What routers read as a pattern, and what needs an escape, has no place in it.
            path.utf8.count > 1 && path.utf8.first == UInt8(ascii: "/") && path.utf8.last != UInt8(ascii: "/")
                && path.utf8.allSatisfy { URIText.isUnreserved($0) || $0 == UInt8(ascii: "/") }
                && !path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).dropFirst()
                    .contains { $0.isEmpty || $0.elementsEqual(".".utf8) || $0.elementsEqual("..".utf8) }
        }
        guard all.allSatisfy(isPath), Set(all.map { Array($0.utf8) }).count == all.count else {
            throw OAuthSettingsError(
                .invalidEndpoint,
                "The path of an endpoint must begin with a slash, have only letters, digits and - . _ ~ between slashes, "
                    + "and be no other's.")
        }
    }
}
