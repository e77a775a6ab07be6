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
        var wire = wireForm
        if let explanation { wire.description = explanation }
        var rendered = RenderedError(
            wire.status, error: wire.error, description: wire.description, message: message, format: format)
        rendered.headers.append(contentsOf: furtherFields)
        // RFC 9110 §11.6.1: a 401 always says how to do better. A 503 does not ask for another token.
        switch wire.status {
        case .badRequest: break
        case .forbidden where wire.challengeError == nil: break
        case .serviceUnavailable: rendered.headers[.retryAfter] = "\(secondsToWait)"
        default:
            let challenges = challenges(error: wire.challengeError, description: wire.description)
            // A 403 asks for another token of the same kind; only who is not let in at all is told of every way.
            let told = wire.status == .forbidden ? challenges.prefix(1) : challenges[...]
            for challenge in told {
                rendered.headers.append(HTTPField(name: .wwwAuthenticate, value: challenge))
            }
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

    /// RFC 9449 §7.1: what is wrong with a proof has codes of its own; a token without one that should have it is no token here.
    private var proofForm: WireForm {
        let code = "\(code)"
        return switch self.code.cause {
        case .missingNonce:
            WireForm(
                challengeError: code, error: code,
                description: "Make a DPoP proof with the nonce of the DPoP-Nonce header.")
        case .proofRequired:
            WireForm(
                challengeError: "invalid_token", error: code,
                description: "The token must come with a DPoP proof: send the header 'Authorization: DPoP <token>'.")
        case .notBound:
            WireForm(
                challengeError: "invalid_token", error: code,
                description: "The token is bound to no key, so no DPoP proof can go with it: get one that is.")
        default:
            WireForm(
                challengeError: code, error: code,
                description: "The DPoP proof is missing or wrong: make a new one for this request and this token.")
        }
    }

    private var wireForm: WireForm {
        let code = "\(code)"
        return switch self.code.cause {
        case .missingToken where resource?.takesBearer == false:
            WireForm(
                error: code,
                description: "This needs a token with a DPoP proof: send the header 'Authorization: DPoP <token>'.")
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
        case .insufficientAuthentication:
            WireForm(
                challengeError: code, error: code,
                description: "A stronger or more recent login is needed: log in again.")
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
        case .invalidProof, .missingNonce, .proofRequired, .notBound: proofForm
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
