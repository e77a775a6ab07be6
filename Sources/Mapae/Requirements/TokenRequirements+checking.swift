package import MapaeJOSE

extension TokenRequirements {
    /// Decides whether a believed token is enough for the route.
    /// - Parameters:
    ///   - token: The token.
    ///   - now: The present.
    /// - Throws: ``TokenError`` `token_rejected` for one that is bound to a key; `token_not_fresh`,
    ///   `insufficient_user_authentication`, `insufficient_scope`, `insufficient_role`.
    package func check(_ token: VerifiedToken, at now: NumericDate) throws(TokenError) {
        // RFC 9449 §7.2: as a bearer token it would be good for whoever has stolen it.
        if token.isBound, !takesBoundTokens { throw TokenError(.rejected) }
        if fresh, !token.isFresh { throw TokenError(.notFresh) }
        if maximumAuthenticationAge != nil || acrValues != nil {
            guard isRecent(token, now), hasContext(token) else {
                throw TokenError(
                    .insufficientAuthentication(acr: acrValues ?? [], maximumAge: maximumAuthenticationAge))
            }
        }
        if !scopes.isEmpty {
            guard Self.covers(token.scopes, scopes) else { throw TokenError(.insufficientScope(required: scopes)) }
        }
        if !roles.isEmpty {
            guard Self.covers(token.roles, roles) else { throw TokenError(.insufficientRole(required: roles)) }
        }
    }

    private func isRecent(_ token: VerifiedToken, _ now: NumericDate) -> Bool {
        guard let maximumAuthenticationAge else { return true }
        guard let moment = token.authenticationTime else { return false }
        // A moment that is still to come would keep a login recent for as long as its issuer likes.
        return moment <= now.advanced(by: Self.clockDifference)
            && now <= moment.advanced(by: maximumAuthenticationAge)
    }

    /// How far the clock of an issuer may be ahead.
    private static let clockDifference: Duration = .seconds(60)

    private func hasContext(_ token: VerifiedToken) -> Bool {
        guard let acrValues else { return true }
        return token.authenticationContext.map { Scope.contains(acrValues, $0) } ?? false
    }

    /// Compared as bytes: canonically equivalent names are different names.
    private static func covers(_ granted: [String], _ wanted: [String]) -> Bool {
        wanted.allSatisfy { name in granted.contains { $0.utf8.elementsEqual(name.utf8) } }
    }
}
