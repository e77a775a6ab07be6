import HTTPTypes
import Mapae
import MapaeJOSE
import MapaeOAuth

/// The two cookies of the pages.
///
/// With TLS their names begin with `__Host-`, so that no other host and no connection without TLS can set them (RFC 6265bis §4.1.3.2).
/// Without, which an issuer can be only on this machine, browsers would refuse such names.
struct BrowserCookies: Sendable {
    let login: String
    let browser: String
    private let isSecure: Bool

    init(issuer: Issuer) {
        isSecure = issuer.text.utf8.starts(with: "https:".utf8)
        let prefix = isSecure ? "__Host-" : ""
        login = prefix + "mapae_login"
        browser = prefix + "mapae_browser"
    }

    /// A cookie until the browser is closed. `Lax`: a client leads the browser here from its own site.
    func setting(_ name: String, _ value: String) -> HTTPField {
        SetCookie(name: name, value: value, isSecure: isSecure, sameSite: .lax).field
    }

    /// What removes a cookie, with the same attributes: else browsers leave it.
    func removing(_ name: String) -> HTTPField {
        SetCookie(name: name, value: "", maxAge: 0, isSecure: isSecure, sameSite: .lax).field
    }

    /// The value of a cookie.
    /// - Throws: ``OAuthError`` `invalid_request` for two of the name: another host may have set one.
    func value(_ name: String, in headers: HTTPFields) throws(OAuthError) -> String? {
        do { return try CookieHeader.value(of: name, in: headers).map { String($0) } } catch {
            throw OAuthError(.invalidRequest, "The browser has two cookies of one name; delete those of this site.")
        }
    }

    /// The browser's own secret.
    func secret(in headers: HTTPFields) throws(OAuthError) -> String? {
        guard let value = try value(browser, in: headers), Base64URL.decode(value)?.count == 32 else { return nil }
        return value
    }
}
