#if Server
import MapaeJOSE
import MapaeOAuth

/// Checks what an operator says of a client, one flag after the other: what is wrong is told by the flag that was typed, and not by the
/// member of RFC 7591 that it becomes.
struct ClientFlags {
    /// What stands before the names of flags that may be repeated: `add-` where a client is changed.
    var repeated = ""

    func checkName(_ name: String?) throws(ServerError) {
        guard let name, !VisibleText.isSafe(name) else { return }
        throw ServerError(.client, "--name \(VisibleText.rule).")
    }

    func checkRedirectURIs(_ texts: [String]) throws(ServerError) {
        try check(texts, "redirect-uri") { text throws(OAuthError) in _ = try RedirectURI(registering: text) }
    }

    func checkPostLogoutRedirectURIs(_ texts: [String]) throws(ServerError) {
        try check(texts, "post-logout-redirect-uri") { text throws(OAuthError) in
            _ = try RedirectURI(registering: text)
        }
    }

    /// An address that the server itself asks.
    func checkAskedAddress(_ text: String?, _ name: String, allowsLoopback: Bool) throws(ServerError) {
        guard let text, !AskedAddress.isUsable(text, allowsLoopback: allowsLoopback) else { return }
        let schemes = allowsLoopback ? "https, or http at this machine" : "https"
        throw ServerError(.client, "--\(name) cannot be used. It must be an address without fragment: \(schemes).")
    }

    func resources(_ texts: [String]) throws(ServerError) -> [ResourceIndicator] {
        var resources: [ResourceIndicator] = []
        try check(texts, "resource") { text throws(OAuthError) in resources.append(try ResourceIndicator(text)) }
        return resources
    }

    /// What a client may ask for. Who registers itself gets what is left of its wishes; an operator is told.
    func scopes(_ text: String?, of offered: ScopeList) throws(ServerError) -> ScopeList? {
        guard let text else { return nil }
        let scopes: ScopeList
        do { scopes = try ScopeList(parsing: text) } catch {
            throw ServerError(.client, "--scope cannot be used. \(error.explanation)")
        }
        guard scopes.isSubset(of: offered) else {
            throw ServerError(
                .client,
                "--scope: there is no such scope. There are: \(offered). Others are set with 'scopes' (MAPAE_SCOPES or --config), here too."
            )
        }
        return scopes
    }

    func checkIDTokenAlgorithm(_ name: String?) throws(ServerError) {
        guard let name else { return }
        let known = Self.idTokenAlgorithms.map(\.description)
        guard known.contains(where: { $0.utf8.elementsEqual(name.utf8) }) else {
            throw ServerError(.client, "--id-token-alg must be one of: \(known.joined(separator: ", ")).")
        }
    }

    /// What a grant needs, and what the way of authentication does.
    func check(
        _ grants: [GrantType], _ method: ClientAuthenticationMethod, hasAddress: Bool, hasKeys: Bool
    ) throws(ServerError) {
        guard grants.contains(where: { $0 != .refreshToken }) else {
            throw ServerError(.client, "--grant: refresh_token gives no first token; name another beside it.")
        }
        guard hasAddress || !grants.contains(.authorizationCode) else {
            throw ServerError(
                .client, "--\(repeated)redirect-uri is missing: users who log in are sent back to that address.")
        }
        guard method != .none || !grants.contains(.clientCredentials) else {
            throw ServerError(
                .client, "--grant client_credentials is for clients that authenticate: leave out --public.")
        }
        guard hasKeys || method != .privateKeyJWT else {
            throw ServerError(
                .client,
                "--auth-method private_key_jwt needs the client's public keys: --jwks FILE or --jwks-uri URL.")
        }
    }

    private func check(
        _ texts: [String], _ name: String, _ body: (String) throws(OAuthError) -> Void
    ) throws(ServerError) {
        for text in texts {
            do { try body(text) } catch {
                throw ServerError(.client, "--\(repeated)\(name) cannot be used. \(error.explanation)")
            }
        }
    }

    /// What signs ID tokens.
    static let idTokenAlgorithms: [JWSAlgorithm] = [.rs256, .es256]
}
#endif
