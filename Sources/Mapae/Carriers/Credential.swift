import MapaeJOSE

/// A token as a request carried it, and where. Nothing in it is true yet.
struct Credential {
    let token: Substring
    let location: TokenLocation
    /// What the request repeated of the token's `csrf`.
    var csrf: CSRFEvidence = .notNeeded
    /// The cookies that a browser should forget when the token turns out to be dead.
    var deadCookies: [SetCookie] = []
}

/// What a request shows of the CSRF value that its token holds.
enum CSRFEvidence {
    case notNeeded
    case value(String)

    /// - Throws: ``TokenError`` `csrf_token_mismatch`, when the token has another value or none.
    func check(_ claims: ClaimSet) throws(TokenError) {
        guard case .value(let value) = self else { return }
        guard let expected = claims.csrfToken, !expected.isEmpty,
            SecretComparison.areEqual(value, expected)
        else { throw TokenError(.csrfMismatch) }
    }
}

extension Credential {
    /// A refusal that also has the browser forget a cookie whose token is dead: it would send it again and again.
    func explained(_ error: TokenError) -> TokenError {
        guard error.code == .expired || error.code == .revoked else { return error }
        var error = error
        error.furtherFields.append(contentsOf: deadCookies.map(\.field))
        return error
    }
}
