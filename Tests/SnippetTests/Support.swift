import HTTPTypes
import Hummingbird
import HummingbirdMapae
import HummingbirdTesting
import Logging
import MapaeTesting
import NIOCore

/// Keys for these tests, and tokens that the examples must take or refuse.
struct Bench: Sendable {
    static let secret = "q7rk3Vd0ZsX9mTn2bLwY5uHc8JfGa1Ee"

    let key: SigningKey
    let auth: TokenAuthority

    init(_ policy: TokenPolicy = .init(), accept: [TokenCarrier] = [.header]) throws {
        key = try SigningKey.hs256(secret: Self.secret)
        auth = try TokenAuthority(signingKey: key, policy: policy, accept: accept)
    }

    /// The same authority as it was a while ago: what it issues is that old already.
    func auth(before age: Duration) throws -> TokenAuthority {
        let past = TokenClock.system.now().advanced(by: .zero - age)
        return try TokenAuthority(
            keys: auth.keys, policy: auth.policy, accept: auth.carriers, clock: ManualClock(at: past).clock)
    }
}

/// Sends requests to a router as a client does.
func withClient<Context: RequestContext & InitializableFromSource<ApplicationRequestContextSource>>(
    of router: Router<Context>, _ body: @Sendable (any TestClientProtocol) async throws -> Void
) async throws {
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    try await Application(router: router, logger: logger).test(.router) { client in try await body(client) }
}

extension TestClientProtocol {
    func get(_ path: String, _ headers: HTTPFields = [:]) async throws -> TestResponse {
        try await execute(uri: path, method: .get, headers: headers)
    }

    func delete(_ path: String, _ headers: HTTPFields = [:]) async throws -> TestResponse {
        try await execute(uri: path, method: .delete, headers: headers)
    }

    func post(_ path: String, _ headers: HTTPFields = [:], json: String? = nil) async throws -> TestResponse {
        var headers = headers
        if json != nil { headers[.contentType] = "application/json" }
        return try await execute(
            uri: path, method: .post, headers: headers, body: json.map { ByteBuffer(string: $0) })
    }

    func login(
        _ username: String = "test", _ password: String = "test", at path: String = "/login"
    ) async throws -> TestResponse {
        try await post(path, json: #"{"username":"\#(username)","password":"\#(password)"}"#)
    }
}

extension HTTPFields {
    static func bearer(_ token: String?) -> HTTPFields { [.authorization: "Bearer \(token ?? "")"] }

    /// What a browser sends that has kept an answer's cookies.
    static func cookies(_ cookies: [String: String]) -> HTTPFields {
        cookies.isEmpty
            ? [:]
            : [.cookie: cookies.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")]
    }

    func with(_ name: String, _ value: String?) -> HTTPFields {
        var fields = self
        if let name = HTTPField.Name(name) { fields[name] = value }
        return fields
    }
}

extension TestResponse {
    var text: String { String(buffer: body) }

    /// A text of a JSON body.
    func member(_ name: String) -> String? {
        (try? JSONValue(parsing: Array(buffer: body)))?.object?[name]?.string
    }

    var error: String? { member("error") }

    /// The cookies that a browser keeps from this answer.
    var cookies: [String: String] {
        var kept: [String: String] = [:]
        for value in headers[values: .setCookie] {
            let pair = value.split(separator: ";")[0].split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            kept[String(pair[0])] = String(pair[1])
        }
        return kept
    }

    /// The whole `Set-Cookie` value of a name.
    func setCookie(_ name: String) -> String? {
        headers[values: .setCookie].first { $0.hasPrefix(name + "=") }
    }
}
