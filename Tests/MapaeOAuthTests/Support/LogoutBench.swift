import Mapae
import MapaeJOSE
import MapaeOAuth
import MapaeStore
import MapaeTesting
import Testing

@testable import MapaeOAuth

/// A server with clients that want to be told of logouts.
struct LogoutBench: Sendable {
    let receiver = LogoutReceiver()
    let bench: OAuthBench

    init(store: any OAuthStore = MemoryStore()) throws {
        bench = try OAuthBench(store: store, postLogout: receiver.post)
    }

    static func address(_ id: String) -> String { "https://\(id).example/logout" }

    /// A client that wants to be told.
    func client(_ id: String, _ members: String = "") async throws -> Client {
        try await bench.client(
            id, #""backchannel_logout_uri":"\#(Self.address(id))""# + (members.isEmpty ? "" : ",\(members)"))
    }

    func sender(_ limits: LogoutLimits = LogoutLimits(), jitter: Double = 0.5) throws -> LogoutSender {
        try #require(LogoutSender(bench.server, limits: limits) { jitter })
    }

    /// Logs a user in at clients.
    /// - Returns: The login.
    func login(at clients: Client..., scope: String = "openid") async throws -> UserLogin {
        let login = try await bench.login()
        for client in clients { _ = try await bench.grant(client, scope: scope, login: login) }
        return login
    }

    func end(_ login: UserLogin) async throws {
        let id = try #require(login.sessionID)
        #expect(try await bench.sessions.end(session: id, of: login.subject).sessionIDs == [id])
    }

    /// The claims of a logout token whose signature is right.
    func claims(_ token: String) throws -> JSONObject {
        let keys = try bench.server.publicKeys().keys
        _ = try JWSVerifier(keys: keys).verify(token, type: .logoutToken, at: bench.time.now)
        return try UnverifiedToken(token).unverifiedClaims()
    }
}
