import HTTPTypes

extension TokenError {
    /// The answer that the client gets: RFC 6750 §3 in the header, the same as JSON in the body.
    ///
    /// Whatever is wrong before or at the signature, and whatever concerns whose token it is, is one text. Only what a
    /// valid signature has proven is told, because it helps the honest owner and nobody else.
    public var rendered: RenderedError {
        if var answer {
            // The answer is the program's own; that the browser forgets a dead cookie goes with it all the same.
            for field in furtherFields where !answer.headers.contains(where: { $0 == field }) {
                answer.headers.append(field)
            }
            return answer
        }
        let wire = wireForm
        var challenge = "Bearer realm=\"\(QuotedText.safe(realm))\""
        if let error = wire.challengeError {
            challenge += ", error=\"\(error)\", error_description=\"\(QuotedText.safe(wire.description))\""
        }
        if case .insufficientScope(let scopes) = code.cause {
            challenge += ", scope=\"\(QuotedText.safe(scopes.joined(separator: " ")))\""
        }
        var rendered = RenderedError(
            wire.status, error: wire.error, description: wire.description, message: message, format: format)
        rendered.headers.append(contentsOf: furtherFields)
        // RFC 9110 §11.6.1: a 401 always says how to do better. A 503 does not ask for another token.
        switch wire.status {
        case .badRequest: break
        case .forbidden where wire.challengeError == nil: break
        case .serviceUnavailable: rendered.headers[.retryAfter] = "\(secondsToWait)"
        default: rendered.headers[.wwwAuthenticate] = challenge
        }
        return rendered
    }

    /// Whole seconds (RFC 9110 §10.2.3), rounded up, so that nobody comes back too early.
    private var secondsToWait: Int64 {
        guard let (seconds, attoseconds) = retryAfter?.components, seconds >= 0 else { return 1 }
        return max(attoseconds > 0 && seconds < .max ? seconds + 1 : seconds, 1)
    }

    private struct WireForm {
        var status: HTTPResponse.Status = .unauthorized
        /// The `error` of the challenge, where the request carried a token at all (RFC 6750 §3.1).
        var challengeError: String?
        /// The `error` of the body.
        var error: String
        var description: String
    }

    private var csrfDescription: String {
        switch code.cause {
        case .csrfMissing: "A cookie carries the token: repeat its CSRF value in the header field for it."
        case .crossSiteRequest: "This cannot be asked for from the page of another site."
        default: "The CSRF value is not the token's: take the one that came with it."
        }
    }

    private var wireForm: WireForm {
        let code = "\(code)"
        return switch self.code.cause {
        case .missingToken:
            WireForm(
                error: code, description: "This needs a token: send the header 'Authorization: Bearer <token>'.")
        case .malformedRequest:
            WireForm(
                status: .badRequest, challengeError: code, error: code,
                description: "The request must carry exactly one token, once and in a form that can be read in one way."
            )
        case .invalidToken, .wrongMediaType, .missingClaim, .wrongIssuer, .wrongAudience, .notYetValid, .unknownUser:
            WireForm(
                challengeError: "invalid_token", error: "invalid_token", description: "The token is not valid here.")
        case .expired:
            WireForm(
                challengeError: "invalid_token", error: code,
                description: "The token has expired: refresh it or log in again.")
        case .wrongTokenType(let expected):
            WireForm(
                challengeError: "invalid_token", error: code,
                description: "This route takes \(expected == .access ? "an access" : "a refresh") token only.")
        case .sessionEnded, .refreshTokenReused:
            // Who uses a stolen token need not learn that it was noticed.
            WireForm(
                challengeError: "invalid_token", error: "session_ended",
                description: "The session has ended: log in again.")
        case .notFresh:
            // RFC 9470 §3: the same token will not do, a new login will.
            WireForm(
                challengeError: "insufficient_user_authentication", error: code,
                description: "This route takes a token from a login only: log in again.")
        case .insufficientScope(let scopes):
            WireForm(
                status: .forbidden, challengeError: code, error: code,
                description: "The token does not allow this; it needs the scope '\(scopes.joined(separator: " "))'.")
        case .insufficientRole:
            WireForm(
                status: .forbidden, challengeError: "insufficient_scope", error: code,
                description: "The token does not allow this: its user lacks a role.")
        case .revoked:
            WireForm(
                challengeError: "invalid_token", error: code,
                description: "The token has been revoked: log in again.")
        case .rejected:
            WireForm(
                challengeError: "invalid_token", error: code, description: "The token is not accepted here.")
        case .csrfMissing, .csrfMismatch, .crossSiteRequest:
            WireForm(status: .forbidden, error: code, description: csrfDescription)
        case .invalidCredentials:
            WireForm(error: code, description: message ?? "Bad username or password")
        case .temporarilyUnavailable:
            WireForm(
                status: .serviceUnavailable, error: code,
                description: "Tokens cannot be checked at the moment: try again later with the same token.")
        }
    }
}
