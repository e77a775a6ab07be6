import Hummingbird
import HummingbirdMapae

// snippet.tenants.directory
/// Knows each tenant's authority. Yours may ask a database, since it is asked asynchronously.
struct Directory: Sendable {
    let authorities: [String: TokenAuthority]

    init(_ keys: [String: SigningKey]) throws {
        var authorities: [String: TokenAuthority] = [:]
        for (name, key) in keys {
            authorities[name] = try TokenAuthority(
                signingKey: key.withKeyID(name), policy: TokenPolicy(issuer: "https://\(name).example.com"))
        }
        self.authorities = authorities
    }

    func authority(of tenant: String) async throws -> TokenAuthority? { authorities[tenant] }
}
// snippet.end

/// Each tenant signs with a key of its own.
func tenants(_ directory: Directory) -> Router<BasicTokenRequestContext> {
    let router = Router(context: BasicTokenRequestContext.self)

    // snippet.tenants
    let verifier = TenantVerifier { token in
        guard let tenant = try token.unverifiedHeader()["kid"]?.string else { return nil }
        return try await directory.authority(of: tenant)
    }
    router.protected("protected", by: verifier).get { _, context in
        ["user": context.token.subject, "tenant": context.token.claims.issuer]
    }
    // snippet.end

    // snippet.tenants.login
    router.post("login/:tenant") { request, context in
        let login = try await request.decode(as: Credentials.self, context: context)
        let tenant = try context.parameters.require("tenant")
        guard login.areRight, let auth = try await directory.authority(of: tenant) else {
            throw TokenError(.invalidCredentials)
        }
        return try auth.accessToken(for: login.username, fresh: true)
    }
    // snippet.end
    return router
}
