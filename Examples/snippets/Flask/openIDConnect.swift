#if RemoteKeys
import Hummingbird
import HummingbirdMapae
import MapaeRemoteKeys

/// `oidc.py`: tokens of an OpenID Connect provider, and one group of its users.
func openIDConnect(_ address: String) async throws -> Router<BasicTokenRequestContext> {
    let router = Router(context: BasicTokenRequestContext.self)
    // snippet.remote
    let issuer = try await RemoteIssuer(address, audience: "https://api.example.com")
    // snippet.end

    // snippet.remote.groups
    let riders = issuer.withCheck { token in
        let groups = token.claims["groups"]?.array?.compactMap(\.string) ?? []
        return groups.contains("riders")
    }
    router.protected("protected", by: riders).get { _, context in
        ["email": context.token.claims["email"]?.string ?? context.token.subject]
    }
    // snippet.end
    return router
}

/// Tokens that only the provider can read.
func opaqueTokens(_ address: String, secret: String) async throws -> RemoteIssuer {
    // snippet.remote.opaque
    let issuer = try await RemoteIssuer(
        address, audience: "https://api.example.com", introspection: .client(id: "api", secret: secret))
    // snippet.end
    return issuer
}
#endif
