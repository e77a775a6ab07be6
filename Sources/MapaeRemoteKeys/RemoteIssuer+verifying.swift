#if RemoteKeys
public import Mapae
import MapaeJOSE

extension RemoteIssuer {
    /// Checks a token. It waits for the network only while there are no keys, after a quiet time of
    /// ``KeyRefreshPolicy/maximumFreshness``, for a token of an unknown key, or for one that has to be asked about.
    /// - Parameters:
    ///   - token: The token as the request carried it.
    ///   - requirements: What the route demands. Another issuer's token is always an access token, and never fresh.
    /// - Throws: `TokenError` with the code of what was wrong; `temporarily_unavailable` when there are no keys to decide
    ///   with, when the token names a key that the last load, which failed, might have brought, or when the issuer could not
    ///   be asked.
    public func verify(
        _ token: Substring, _ requirements: TokenRequirements
    ) async throws(TokenError) -> VerifiedToken {
        let verified = try await believed(token)
        guard requirements.type != .refresh else { throw TokenError(.wrongTokenType(expected: .refresh)) }
        // RFC 9449 §7.2: as a bearer token it would be good for whoever has stolen it.
        guard verified.claims["cnf"] == nil else { throw TokenError(.rejected) }
        try requirements.check(verified)
        return verified
    }

    /// Checks a token, as ``verify(_:_:)-(Substring,_)`` does.
    /// - Parameters:
    ///   - token: The token, without white space around it.
    ///   - requirements: What it must meet.
    /// - Throws: `TokenError` with the code of what was wrong.
    public func verify(
        _ token: String, _ requirements: TokenRequirement...
    ) async throws(TokenError) -> VerifiedToken {
        try await verify(token[...], TokenRequirements(requirements))
    }

    private func believed(_ token: Substring) async throws(TokenError) -> VerifiedToken {
        guard let cache else { return try await introspected(token) }
        let unverified: UnverifiedToken
        // What is no token at all must not be able to make anybody ask for keys.
        do { unverified = try UnverifiedToken(token, limits: policy.limits) } catch {
            return try await introspected(token, or: error)
        }
        if let refusal = unverified.headerRefusal { return try await introspected(token, or: refusal) }
        let now = clock.now()
        return try claims.check(try await signed(unverified, cache, now), now: now)
    }

    /// Asks about a token that keys cannot decide on, if that is wanted and if it is no JWT to us: what has been refused as one
    /// gets no second chance.
    private func introspected(
        _ token: Substring, or error: JOSEError
    ) async throws(TokenError) -> VerifiedToken {
        guard introspector != nil, error.code != .tokenTooLarge, !isJWT(token) else {
            throw TokenError(.invalidToken, cause: error)
        }
        return try await introspected(token)
    }

    /// Whether a text has three parts of which the first is a header with an algorithm that is known here. A JWT of another
    /// algorithm is as opaque to us as a random text.
    private func isJWT(_ token: Substring) -> Bool {
        let parts = token.utf8.split(separator: UInt8(ascii: "."), maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 3, let header = Base64URL.decode(String(Substring(parts[0]))),
            let members = try? JSONValue(parsing: header, limits: policy.limits.json).object,
            let algorithm = members["alg"]?.string
        else { return false }
        return JWSAlgorithm(name: algorithm) != nil
    }

    private func introspected(_ token: Substring) async throws(TokenError) -> VerifiedToken {
        guard token.utf8.count <= policy.limits.bytes, let introspector else {
            throw TokenError(.invalidToken, cause: JOSEError(.tokenTooLarge))
        }
        return try await introspector.verify(token)
    }

    private func signed(
        _ token: UnverifiedToken, _ cache: KeyCache, _ now: NumericDate
    ) async throws(TokenError) -> VerifiedJWS {
        let snapshot: KeyCache.Snapshot
        do { snapshot = try await cache.keys() } catch {
            throw TokenError(.temporarilyUnavailable, retryAfter: error.retryAfter)
        }
        do {
            return try Self.check(token, snapshot, now)
        } catch {
            guard Self.mayBeNewKey(token, error), isForTakenAlgorithm(token) else {
                throw TokenError(.invalidToken, cause: error)
            }
            guard let newer = await cache.keys(otherThan: snapshot) else {
                // A 401 would make a client throw away a token that is good by a key which cannot be had at the moment.
                guard error.code == .unknownKey, cache.lastFailure != nil else {
                    throw TokenError(.invalidToken, cause: error)
                }
                throw TokenError(.temporarilyUnavailable, retryAfter: cache.cooldown)
            }
            do { return try Self.check(token, newer, now) } catch { throw TokenError(.invalidToken, cause: error) }
        }
    }

    /// Whether keys of the token's algorithm are taken at all: no load brings others.
    private func isForTakenAlgorithm(_ token: UnverifiedToken) -> Bool {
        guard let name = try? token.unverifiedHeader()["alg"]?.string else { return false }
        return JWSAlgorithm(name: name).map(policy.algorithms.contains) ?? false
    }

    private static func check(
        _ token: UnverifiedToken, _ snapshot: KeyCache.Snapshot, _ now: NumericDate
    ) throws(JOSEError) -> VerifiedJWS {
        guard let verifier = snapshot.verifier else { throw JOSEError(.unknownKey) }
        return try verifier.verify(token, at: now)
    }

    /// Whether another set of keys could make the token right: its `kid` is unknown, or it has none and none of the keys
    /// has signed it. A wrong signature under a known `kid` is wrong.
    private static func mayBeNewKey(_ token: UnverifiedToken, _ error: JOSEError) -> Bool {
        if error.code == .unknownKey { return true }
        guard error.code == .invalidSignature || error.code == .algorithmMismatch else { return false }
        return (try? token.unverifiedHeader()["kid"]) == nil
    }
}
#endif
