import Hummingbird
import HummingbirdMapae
import MapaeFlask

/// A row of the table of apps: what differs from the defaults.
struct AppRow: Sendable {
    typealias Callbacks = @Sendable (RevokedTokens) -> FlaskCallbacks
    typealias Extra = @Sendable (App, App.Routes) -> Void

    let prefix: String
    let settings: FlaskSettings
    let callbacks: Callbacks
    let extra: Extra
    let renewsTokens: Bool

    init(
        _ prefix: String, _ settings: FlaskSettings, renewsTokens: Bool = false,
        callbacks: @escaping Callbacks = { _ in FlaskCallbacks() }, extra: @escaping Extra = { _, _ in }
    ) {
        self.prefix = prefix
        var settings = settings
        settings.secretKey = settings.secretKey ?? Secrets.shared
        self.settings = settings
        self.renewsTokens = renewsTokens
        self.callbacks = callbacks
        self.extra = extra
    }

    /// Callbacks of an app whose revoked tokens are refused.
    @Sendable static func blocklist(_ revoked: RevokedTokens) -> FlaskCallbacks {
        var callbacks = FlaskCallbacks()
        callbacks.tokenInBlocklist = { _, claims in revoked.contains(claims["jti"]) }
        return callbacks
    }

    func add(to router: Router<App.Context>) throws {
        let revoked = RevokedTokens()
        let app = App(
            flask: try .flask(settings, callbacks: callbacks(revoked)), revoked: revoked, renewsTokens: renewsTokens)
        let routes = router.group(RouterPath(prefix))
        app.addStandardRoutes(to: routes)
        extra(app, routes)
    }
}
