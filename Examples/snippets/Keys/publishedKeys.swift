import Hummingbird
import HummingbirdMapae

/// Others check these tokens with keys that they find here.
func publishedKeys(_ auth: TokenAuthority) -> Router<BasicTokenRequestContext> {
    let router = Router(context: BasicTokenRequestContext.self)
    // snippet.keyset
    router.addKeySet(of: auth)
    // snippet.end
    router.protected("protected", by: auth).get { _, context in context.token.keyID ?? "no id" }
    return router
}

/// A new key that signs; the old one checks until its last token has died.
func rotation(
    from old: SigningKey, to new: SigningKey, _ policy: TokenPolicy, at now: NumericDate
) throws -> TokenAuthority {
    // snippet.rotation
    let lastDeath = now.advanced(by: policy.refreshTokenLifetime)
    let ring = try KeyRing(signing: old).rotated(to: new, retiringAt: lastDeath)
    return try TokenAuthority(keys: ring, policy: policy)
    // snippet.end
}

/// The keys there are.
func keys(pem: String, secret: String) throws -> [SigningKey] {
    // snippet.keys
    let shared = try SigningKey.hs256(secret: secret)
    let read = try SigningKey(pem: pem)
    let made = try SigningKey.generate(.es256)
    // snippet.end
    return [shared, read, made]
}

/// A service that has another's public key, and issues nothing.
func checkingOnly(publicPEM: String) throws -> Router<BasicTokenRequestContext> {
    // snippet.keys.checking
    let verifier = try KeyVerifier(keys: [VerificationKey(pem: publicPEM)])
    // snippet.end
    let router = Router(context: BasicTokenRequestContext.self)
    router.protected("protected", by: verifier).get { _, context in context.token.subject }
    return router
}
