#if Server
import HTTPTypes
import HummingbirdTesting
import MapaeJOSE
import NIOCore

/// Asks a server, with or without a network between.
struct Client: Sendable {
    private let base: any TestClientProtocol

    init(_ base: any TestClientProtocol) { self.base = base }

    func send(
        _ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields = [:], body: [UInt8]? = nil
    ) async throws -> Answer {
        let response = try await base.executeRequest(
            uri: path, method: method, headers: headers, body: body.map { ByteBuffer(bytes: $0) })
        return Answer(
            status: response.status.code, headers: response.headers, body: Array(buffer: response.body))
    }

    func get(_ path: String, token: String? = nil) async throws -> Answer {
        try await send(.get, path, Self.bearer(token))
    }

    func post(_ path: String, _ body: [UInt8], type: String = "application/json") async throws -> Answer {
        try await send(.post, path, [.contentType: type], body: body)
    }

    func post(_ path: String, _ json: JSONValue) async throws -> Answer {
        try await post(path, try json.serialized())
    }

    /// Asks with a token, and with a JSON body where there is one.
    func send(
        _ method: HTTPRequest.Method, _ path: String, token: String, _ json: JSONValue? = nil
    ) async throws -> Answer {
        var headers = Self.bearer(token)
        if json != nil { headers[.contentType] = "application/json" }
        return try await send(method, path, headers, body: try json?.serialized())
    }

    /// The access token of an administrator with all scopes.
    func administrator(_ username: String, _ password: String = Fixture.password) async throws -> String {
        let answer = try await post(
            "/login",
            [
                "username": .string(username), "password": .string(password),
                "scope": "admin:users admin:sessions admin:audit",
            ])
        return try answer.member("access_token")
    }

    func login(
        _ username: String = Fixture.username, _ password: String = Fixture.password
    ) async throws -> Answer {
        try await post("/login", ["username": .string(username), "password": .string(password)])
    }

    func tokens(_ username: String = Fixture.username, _ password: String = Fixture.password) async throws -> Tokens {
        try Tokens(try await login(username, password))
    }

    /// Refreshes with the token in the header.
    func refresh(bearer token: String) async throws -> Answer {
        try await send(.post, "/refresh", Self.bearer(token))
    }

    /// Refreshes with the token in the body.
    func refresh(body token: String) async throws -> Answer {
        try await post("/refresh", ["refresh_token": .string(token)])
    }

    /// Logs out with a token in the header.
    func logout(_ token: String?, _ path: String = "/logout") async throws -> Answer {
        try await send(.post, path, Self.bearer(token))
    }

    private static func bearer(_ token: String?) -> HTTPFields {
        token.map { [.authorization: "Bearer \($0)"] } ?? [:]
    }
}

/// A pair of tokens.
struct Tokens: Sendable {
    let access: String
    let refresh: String

    init(_ answer: Answer) throws {
        access = try answer.member("access_token")
        refresh = try answer.member("refresh_token")
    }
}
#endif
