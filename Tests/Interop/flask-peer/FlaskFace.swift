import HummingbirdMapae
import MapaeFlask

/// Flask-JWT-Extended's face, with the Flask application's own settings.
struct FlaskFace: Face {
    let verifier: FlaskAuthority

    init(settings: FlaskSettings) throws {
        self.verifier = try .flask(settings)
    }

    func token(_ wish: Wish) async throws -> String {
        let authority = try FlaskAuthority(verifier.settings, clock: wish.clock)
        let expires = FlaskLifetime.seconds(wish.lifetime)
        if wish.isRefresh { return try await authority.refreshToken(for: "ada", expires: expires) }
        let fresh = wish.freshSeconds.map { Freshness.during(.seconds($0)) } ?? Freshness(wish.fresh)
        return try await authority.accessToken(for: "ada", fresh: fresh, expires: expires)
    }

    func loginCookies() async throws -> [SetCookie] {
        try await verifier.cookies(access: verifier.accessToken(for: "ada", fresh: true))
            + verifier.cookies(refresh: verifier.refreshToken(for: "ada"))
    }
}
