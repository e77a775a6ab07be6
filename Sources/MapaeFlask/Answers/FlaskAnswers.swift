import HTTPTypes
import Mapae
import MapaeJOSE

/// Turns a refusal into the answer that the client gets: the callback's, or Flask-JWT-Extended's own.
struct FlaskAnswers: Sendable {
    let settings: FlaskSettings
    let callbacks: FlaskCallbacks

    /// The error with its whole answer in it.
    func error(for refusal: FlaskRefusal) async -> TokenError {
        switch refusal {
        case .missing(let reason): await error(.missingToken, .unauthorized, reason, callbacks.unauthorized)
        case .forgeable(let reason, let code): await error(code, .unauthorized, reason, callbacks.unauthorized)
        case .invalid(let reason, let code): await error(code, .unprocessableContent, reason, callbacks.invalidToken)
        case .expired(let parts):
            await error(.expired, .unauthorized, "Token has expired", parts, callbacks.expiredToken)
        case .notFresh(let parts):
            await error(.notFresh, .unauthorized, "Fresh token required", parts, callbacks.needsFreshToken)
        case .revoked(let parts):
            await error(.revoked, .unauthorized, "Token has been revoked", parts, callbacks.revokedToken)
        case .verificationFailed(let parts):
            await error(
                .rejected, .badRequest, "User claims verification failed", parts, callbacks.tokenVerificationFailed)
        case .userNotFound(let parts):
            await error(
                .unknownUser, .unauthorized,
                "Error loading the user \((parts.claims[settings.identityClaim] ?? .null).pythonText)", parts,
                callbacks.userLookupError)
        case .unavailable(let cause): unavailable(cause)
        case .answered(let error): error
        }
    }

    /// The answer to an error that no rule of Flask-JWT-Extended has made: a missing scope, say.
    func error(for other: TokenError) -> TokenError {
        guard other.answer == nil else { return other }
        let rendered = other.rendered
        let body = (try? JSONValue(parsing: rendered.body))?.object
        return answering(other, text(rendered.status, body?["error_description"]?.string ?? "\(other.code)"))
    }

    private func error(
        _ code: TokenError.Code, _ status: HTTPResponse.Status, _ reason: String,
        _ callback: FlaskCallbacks.ReasonAnswer?
    ) async -> TokenError {
        await error(code) { try await callback?(reason) ?? text(status, reason) }
    }

    private func error(
        _ code: TokenError.Code, _ status: HTTPResponse.Status, _ message: String, _ parts: FlaskParts,
        _ callback: FlaskCallbacks.TokenAnswer?
    ) async -> TokenError {
        await error(code) { try await callback?(parts.header, parts.claims) ?? text(status, message) }
    }

    /// A callback that throws an error of this kind answers with it; any other failure is the server's, not the token's.
    private func error(_ code: TokenError.Code, _ answer: () async throws -> FlaskAnswer) async -> TokenError {
        do {
            return answering(TokenError(code), try await answer())
        } catch let error as TokenError {
            return self.error(for: error)
        } catch {
            return unavailable(error)
        }
    }

    private func unavailable(_ cause: any Error) -> TokenError {
        answering(
            TokenError(.temporarilyUnavailable, underlying: cause),
            text(.serviceUnavailable, "Tokens cannot be checked at the moment"))
    }

    private func answering(_ error: TokenError, _ answer: FlaskAnswer) -> TokenError {
        var error = error
        error.answer = answer.rendered
        return error
    }

    /// `{"msg": reason}`. RFC 9110 §11.6.1: a 401 says how to do better, which Flask-JWT-Extended leaves out.
    private func text(_ status: HTTPResponse.Status, _ reason: String) -> FlaskAnswer {
        var answer = FlaskAnswer(status, [settings.errorMessageKey: .string(reason)])
        if status == .unauthorized { answer.headers[.wwwAuthenticate] = "Bearer" }
        return answer
    }
}
