import MapaeJOSE

extension TokenAuthority {
    /// A token that this authority has issued, whether or not it is alive now; `nil` for any other text.
    ///
    /// It is judged as at a moment at which it was valid or is going to be. Only who wants to end a token asks for this.
    func authenticToken(_ text: Substring) -> VerifiedToken? {
        let now = clock.now()
        guard let jws = try? verifier.verify(text, limits: policy.limits, at: now), let claims = try? jws.claims(),
            let end = claims.expirationTime
        else { return nil }
        let begun = [now, claims.notBefore, claims.issuedAt].compactMap(\.self).max() ?? now
        let moment = min(begun, end.advanced(by: .nanoseconds(-1)))
        return try? policy.check(jws, type: nil, now: moment)
    }
}
