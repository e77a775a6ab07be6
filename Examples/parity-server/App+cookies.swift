import Hummingbird
import HummingbirdMapae
import MapaeFlask

extension App {
    func addCookieRoutes(to routes: Routes) {
        let flask = flask
        routes.post("cookie-login") { request, context in
            let maxAge = request.uri.queryParameters["max_age"].flatMap { Int64($0) }
            let domain = request.uri.queryParameters["domain"].map(String.init)
            let access = try await flask.accessToken(for: "test")
            let refresh = try await flask.refreshToken(for: "test")
            let cookies =
                try await flask.cookies(access: access, maxAge: maxAge, domain: domain)
                + flask.cookies(refresh: refresh, maxAge: maxAge, domain: domain)
            return try answer(["msg": "login successful"], cookies, request, context)
        }
        guarded(routes, "cookie-refresh", .refresh).post { request, context in
            let access = try await flask.accessToken(for: identity(context.token))
            return try answer(["refresh": true], try await flask.cookies(access: access), request, context)
        }
        routes.post("cookie-logout") { request, context in
            let domain = request.uri.queryParameters["domain"].map(String.init)
            return try answer(["msg": "logout successful"], try flask.cookieRemoval(domain: domain), request, context)
        }
        routes.post("cookie-unset-access") { request, context in
            try answer(["msg": "access unset"], try flask.cookieRemoval(of: [.access]), request, context)
        }
        routes.post("cookie-unset-refresh") { request, context in
            try answer(["msg": "refresh unset"], try flask.cookieRemoval(of: [.refresh]), request, context)
        }
    }

    private func answer(
        _ body: JSONObject, _ cookies: [SetCookie], _ request: Request, _ context: some RequestContext
    ) throws -> Response {
        var response = try body.response(from: request, context: context)
        response.set(cookies)
        return response
    }
}
