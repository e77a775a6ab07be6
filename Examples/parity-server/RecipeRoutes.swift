import Hummingbird
import HummingbirdMapae
import MapaeFlask

extension App {
    /// Verifies by hand, and decides by a claim.
    func addAdminRoute(to routes: Routes) {
        let flask = flask
        routes.get("admin-only") { request, context in
            var copy = request
            let token = try await flask.verify(&copy, .access)
            guard flask.claims(of: token)["is_administrator"]?.bool == true else {
                let body: JSONObject = ["msg": "Admins only!"]
                return try body.response(.forbidden, from: request, context: context)
            }
            let body: JSONObject = ["foo": "bar"]
            return try body.response(from: request, context: context)
        }
    }

    /// Where a token is looked for in a place that there is not: that cannot be written here, and is a 500 in Flask.
    func addImpossibleRoute(to routes: Routes) {
        routes.get("invalid-location") { _, _ -> String in throw HTTPError(.internalServerError) }
    }

    func addContextRoutes(to routes: Routes) {
        let flask = flask
        guarded(routes, "greeting").get { _, context in
            let name = flask.user(of: context.token, as: JSONValue.self)?.string ?? ""
            return HTML("Hello \(name)")
        }
        routes.get("public") { _, _ in HTML("public page") }
    }
}

/// An app that knows one user.
enum ContextApp {
    static var callbacks: FlaskCallbacks {
        var callbacks = FlaskCallbacks()
        callbacks.userLookup = { _, _ in JSONValue.string("test_user") }
        return callbacks
    }
}

/// A page.
struct HTML: ResponseGenerator {
    private let text: String

    init(_ text: String) { self.text = text }

    func response(from request: Request, context: some RequestContext) -> Response {
        Response(
            status: .ok, headers: [.contentType: "text/html; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}
