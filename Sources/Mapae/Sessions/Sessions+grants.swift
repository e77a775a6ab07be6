package import MapaeStore

/// For whoever keeps grants to clients beside the logins, in the same store.
extension Sessions {
    /// Refuses from now on what was revoked in the store beside these sessions.
    package func refuse(_ revoked: [Revocation]) { revocations.add(revoked, at: now) }

    /// Rings whenever sessions have ended, after the store has them: here at once, and elsewhere when ``watch()`` learns of it.
    package var endings: Bell { revocations.bell }

    /// Whether one of several ids is known to be revoked, by what is in memory.
    /// - Throws: ``TokenError`` `temporarily_unavailable` when it is not known yet what was revoked, and the store fails.
    package func isRevoked(_ ids: [String]) async throws(TokenError) -> Bool {
        if !revocations.isFilled { try await start() }
        return ids.contains(where: revocations.contains)
    }
}
