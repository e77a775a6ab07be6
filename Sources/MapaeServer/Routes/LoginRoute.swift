#if Server
import HTTPTypes
import Hummingbird
import HummingbirdMapae
import MapaeAccounts
import MapaeStore

/// `POST /login {"username", "password"}`: a session with its pair of tokens, or 401 with one text for every cause.
///
/// It may have `"scope"`, for an administrator; `"device"`, a name for the list of sessions, the `User-Agent` unless told; and
/// `"device_token"`, which an earlier login on the device gave.
struct LoginRoute: Sendable {
    let logins: LoginGuard
    let sessions: Sessions

    func add(to router: Router<ServerContext>) {
        router.post("login") { request, context in
            let body = try await BodyMembers(
                of: request, limit: context.maxUploadSize, "username", "password", "scope", "device", "device_token")
            let (username, password) = (try body.text("username"), try body.text("password"))
            let scope = try body.optionalText("scope")
            // Before the password: what nobody could get must not tell whether it was right.
            guard AdminScope.areKnown(scope) else { throw RouteError.scope }
            let origin = SessionOrigin(
                device: try body.optionalText("device") ?? request.headers[.userAgent], network: context.client.network)
            do {
                let user = try await logins.user(
                    named: username, password: password, device: try body.optionalText("device_token"),
                    network: context.client.network)
                guard let scopes = AdminScope.granted(scope, to: user) else {
                    try await logins.record([
                        AuditKind.loginRefused.record(
                            at: logins.now(), subject: user.id, network: context.client.network)
                    ])
                    throw RouteError.scope
                }
                let tokens = try await sessions.begin(
                    for: user.id, scopes: scopes, claims: user.tokenClaims, origin: origin, epoch: user.sessionEpoch)
                var answer = tokens.members
                answer["device_token"] = .string(logins.devices.issue(for: user.id, now: logins.now().seconds))
                return answer
            } catch let error as AccountError where error == AccountError(.invalidCredentials) {
                throw sessions.authority.invalidCredentials("Bad username or password")
            }
        }
    }
}

extension TokenResponse {
    /// The members of its JSON, for an answer that has more than these.
    fileprivate var members: JSONObject {
        var members: JSONObject = ["access_token": .string(accessToken)]
        if let refreshToken { members["refresh_token"] = .string(refreshToken) }
        members["token_type"] = "Bearer"
        members["expires_in"] = .integer(expiresIn)
        if !scopes.isEmpty { members["scope"] = .string(scopes.joined(separator: " ")) }
        return members
    }
}
#endif
