public import Mapae
import MapaeJOSE

extension FlaskAuthority {
    /// `verify_jwt_in_request`, for a token that was found elsewhere.
    /// - Parameters:
    ///   - token: The token.
    ///   - requirements: What the route demands.
    /// - Throws: `TokenError` with its whole answer.
    public func verify(
        _ token: Substring, _ requirements: TokenRequirements
    ) async throws(TokenError) -> VerifiedToken {
        try await checked(requirements) { () async throws(FlaskRefusal) in
            try await accepted(believed(token, csrf: nil), requirements, location: nil)
        }
    }

    /// `verify_jwt_in_request`: looks at the places in their order. Only a place where there is nothing lets the next one be
    /// looked at; any other defect is the answer, even if a later place holds a good token.
    /// - Parameters:
    ///   - request: The request. Its body is read only where a token or a CSRF value may be in it.
    ///   - requirements: What the route demands; its carriers stand for places, whose names are those of the settings.
    /// - Returns: The token; `nil` when the request carries none and the route does not insist on one.
    /// - Throws: `TokenError` with its whole answer; `CancellationError`.
    public func verify<R: TokenRequest>(
        _ request: inout R, _ requirements: TokenRequirements
    ) async throws -> VerifiedToken? {
        let locations = requirements.carriers.map { $0.map { FlaskLocation($0.location) } } ?? settings.tokenLocation
        var reasons: [String] = []
        for location in locations {
            let found: FoundToken
            do {
                found = try await FoundToken(
                    at: location, in: &request, refresh: requirements.type == .refresh, settings)
            } catch FlaskRefusal.missing(let reason) {
                reasons.append(reason)
                continue
            } catch let refusal as FlaskRefusal {
                throw await answers.error(for: refusal)
            }
            return try await checked(requirements) { () async throws(FlaskRefusal) in
                try await accepted(
                    believed(found.text, csrf: found.csrf), requirements, location: location.tokenLocation)
            }
        }
        if requirements.isOptional { return nil }
        throw await answers.error(for: .missing(Self.reason(reasons, locations)))
    }

    /// One place has its own words; several are told together.
    private static func reason(_ reasons: [String], _ locations: [FlaskLocation]) -> String {
        guard let last = locations.last, locations.count > 1 else { return reasons.first ?? "" }
        let first = locations.dropLast().map(\.rawValue).joined(separator: ", ")
        return "Missing JWT in \(first) or \(last.rawValue) (\(reasons.joined(separator: "; ")))"
    }

    /// What the program's own routes ask beyond Flask-JWT-Extended: scopes, roles, the login.
    private func checked(
        _ requirements: TokenRequirements, _ body: () async throws(FlaskRefusal) -> VerifiedToken
    ) async throws(TokenError) -> VerifiedToken {
        let token = try await answering(body)
        do { try requirements.check(token, at: clock.now()) } catch { throw prepared(error) }
        return token
    }

    /// What the route asks of a token that is believed: kind, freshness, blocklist, the program's check, its user.
    private func accepted(
        _ believed: (token: UnverifiedFlaskToken, parts: FlaskParts), _ requirements: TokenRequirements,
        location: TokenLocation?
    ) async throws(FlaskRefusal) -> VerifiedToken {
        let parts = believed.parts
        try FlaskClaimRules.checkType(parts.claims, requirements.type)
        let isFresh = FlaskClaimRules.isFresh(parts.claims, now: clock.now())
        if requirements.fresh && !isFresh { throw .notFresh(parts) }
        if !requirements.ignoresRevocation, let isRevoked = callbacks.tokenInBlocklist {
            guard try await !Self.calling({ try await isRevoked(parts.header, parts.claims) }) else {
                throw .revoked(parts)
            }
        }
        if let isRight = callbacks.tokenVerification {
            guard try await Self.calling({ try await isRight(parts.header, parts.claims) }) else {
                throw .verificationFailed(parts)
            }
        }
        var token = try verified(believed, isFresh: isFresh)
        token.location = location
        if let lookup = callbacks.userLookup {
            guard let user = try await Self.calling({ try await lookup(parts.header, parts.claims) }) else {
                throw .userNotFound(parts)
            }
            token.attachment = FlaskUser(value: user)
        }
        return token
    }

    private func verified(
        _ believed: (token: UnverifiedFlaskToken, parts: FlaskParts), isFresh: Bool
    ) throws(FlaskRefusal) -> VerifiedToken {
        let (token, parts) = believed
        let identity = parts.claims[settings.identityClaim] ?? .null
        let claims: ClaimSet
        do {
            claims = try ClaimSet(tolerating: token.claimBytes, header: token.headerBytes, limits: limits.json)
        } catch {
            throw .invalid("Invalid payload string: \(error.explanation)")
        }
        return VerifiedToken(
            subject: identity.string ?? String(decoding: (try? identity.serialized()) ?? [], as: UTF8.self),
            type: FlaskClaimRules.isRefresh(parts.claims) ? .refresh : .access,
            isFresh: isFresh,
            // A token without an end is held to the last of all days.
            expirationTime: NumericDate(seconds: parts.claims["exp"]?.coercedInteger ?? .max),
            keyID: nil,
            claims: claims,
            // Flask-JWT-Extended knows no bound tokens.
            isBound: false)
    }
}

/// The user that a look-up found, on its way to the handler.
final class FlaskUser: Sendable {
    let value: any Sendable

    init(value: any Sendable) { self.value = value }
}
