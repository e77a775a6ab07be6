import HTTPTypes
import Hummingbird
import HummingbirdMapae
import HummingbirdTesting
import Logging
import MapaeTesting
import NIOCore

/// What the routes of these tests share: an authority on a clock that stands still.
struct TestApp {
    static let secret = "q7rk3Vd0ZsX9mTn2bLwY5uHc8JfGa1Ee"

    let time = ManualClock()
    let auth: TokenAuthority
    let router = Router(context: BasicTokenRequestContext.self)

    init(_ policy: TokenPolicy = .init()) throws {
        auth = try TokenAuthority(signingKey: .hs256(secret: Self.secret), policy: policy, clock: time.clock)
    }

    var application: some ApplicationProtocol { Self.application(router) }

    static func application<Context: RequestContext & InitializableFromSource<ApplicationRequestContextSource>>(
        _ router: Router<Context>
    ) -> some ApplicationProtocol {
        Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    func access(fresh: Bool = false, scopes: [String] = []) throws -> String {
        try auth.accessToken(for: "ada", fresh: Freshness(fresh), scopes: scopes).accessToken
    }

    func refresh() throws -> String {
        try auth.tokenPair(for: "ada").refreshToken ?? ""
    }
}

extension HTTPFields {
    static func bearer(_ token: String) -> HTTPFields { [.authorization: "Bearer \(token)"] }
    static let json: HTTPFields = [.contentType: "application/json"]
}

extension TestResponse {
    var text: String { String(buffer: body) }

    /// The members of a JSON body.
    func member(_ name: String) -> JSONValue? {
        (try? JSONValue(parsing: Array(buffer: body)))?.object?[name]
    }

    var error: String? { member("error")?.string }

    /// Whether it is an error of the one form: JSON with a code and a sentence, never cached.
    var isErrorOfOurForm: Bool {
        error != nil && member("error_description")?.string?.hasSuffix(".") == true
            && headers[.contentType] == "application/json; charset=utf-8" && headers[.cacheControl] == "no-store"
            && headers[.contentLength] == "\(body.readableBytes)"
    }
}
