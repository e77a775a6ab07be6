import HTTPTypes
import MapaeOAuth

/// Who sits at a browser, as its cookies say.
struct Browser: Sendable {
    /// The browser's own secret, which forms are bound to. A new one where it had none.
    let secret: String
    /// Whether the browser does not have it yet.
    let isNew: Bool
    /// The cookie of the login.
    let loginCookie: String?
    /// The login, where there is one and it is not over.
    let login: UserLogin?
}
