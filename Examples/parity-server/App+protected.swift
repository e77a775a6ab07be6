import Hummingbird
import HummingbirdMapae
import MapaeFlask

extension App {
    func addProtectedRoutes(to routes: Routes) {
        on(guarded(routes, "protected"), [.get, .post, .put, .patch, .delete]) { ["logged_in_as": identity($0.token)] }
        on(guarded(routes, "fresh", .fresh), [.get, .post]) { ["fresh_for": identity($0.token)] }
        on(guarded(routes, "refresh-only", .refresh), [.get, .post]) { ["refresh_for": identity($0.token)] }
        on(guarded(routes, "any-type", .anyType), [.get, .post]) { context in
            ["type": flask.claims(of: context.token)["type"] ?? .null, "identity": identity(context.token)]
        }
        on(optional(routes, "optional"), [.get, .post]) { context in
            let identity = identity(context.token)
            return ["logged_in_as": identity.isEmpty ? "anonymous user" : identity]
        }
        on(guarded(routes, "skip-revocation", .anyType, .insecureIgnoringRevocation), [.get]) { context in
            ["logged_in_as": identity(context.token)]
        }
        on(guarded(routes, "only-headers", .accept(.header)), [.get]) { ["logged_in_as": identity($0.token)] }
        on(guarded(routes, "only-cookies", .accept(.cookie())), [.get, .post]) { ["logged_in_as": identity($0.token)] }
        on(guarded(routes, "query-or-json", .accept(.insecureQuery(), .jsonBody())), [.get, .post]) { context in
            ["logged_in_as": identity(context.token), "location": location(context.token)]
        }
        guarded(routes, "options-probe").get { _, _ in "ok" }
        routes.on("options-probe", method: .options) { _, _ in "ok" }
    }

    /// The same handler for several methods.
    func on<RouteContext: RequestContext>(
        _ group: RouterGroup<RouteContext>, _ methods: [HTTPRequest.Method],
        _ handler: @escaping @Sendable (RouteContext) -> JSONObject
    ) {
        for method in methods { group.on("", method: method) { _, context in handler(context) } }
    }

    func location(_ token: VerifiedToken?) -> JSONValue {
        flask.location(of: token).map { .string($0.rawValue) } ?? .null
    }
}

extension JSONValue {
    /// Whether it is null, false, zero or empty: what Python takes for false.
    fileprivate var isEmpty: Bool {
        switch self {
        case .null, .bool(false), .integer(0): true
        case .number(let number): number == 0
        case .string(let text): text.isEmpty
        case .array(let elements): elements.isEmpty
        case .object(let object): object.members.isEmpty
        default: false
        }
    }
}
