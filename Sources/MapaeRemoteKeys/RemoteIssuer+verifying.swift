#if RemoteKeys
public import Mapae
import MapaeJOSE

extension RemoteIssuer {
    /// Checks a token. It waits for the network only while there are no keys, after a quiet time of
    /// ``KeyRefreshPolicy/maximumFreshness``, or for a token of an unknown key.
    /// - Parameters:
    ///   - token: The token as the request carried it.
    ///   - requirements: What the route demands. Another issuer's token is always an access token, and never fresh.
    /// - Throws: `TokenError` with the code of what was wrong; `temporarily_unavailable` when there are no keys to decide
    ///   with, or when the token names a key that the last load, which failed, might have brought.
    public func verify(
        _ token: Substring, _ requirements: TokenRequirements
    ) async throws(TokenError) -> VerifiedToken {
        let unverified: UnverifiedToken
        // What is no token at all must not be able to make anybody ask for keys.
        do { unverified = try UnverifiedToken(token, limits: policy.limits) } catch {
            throw TokenError(.invalidToken, cause: error)
        }
        if let refusal = unverified.headerRefusal { throw TokenError(.invalidToken, cause: refusal) }
        let now = clock.now()
        let verified = try claims.check(try await signed(unverified, now), now: now)
        guard requirements.type != .refresh else { throw TokenError(.wrongTokenType(expected: .refresh)) }
        try requirements.check(verified, at: now)
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

    private func signed(_ token: UnverifiedToken, _ now: NumericDate) async throws(TokenError) -> VerifiedJWS {
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
