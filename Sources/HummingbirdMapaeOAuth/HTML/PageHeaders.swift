import HTTPTypes
import Hummingbird
import MapaeOAuth

/// What each page says to the browser.
enum PageHeaders {
    /// The fields of a page.
    /// - Parameters:
    ///   - targets: Where its forms may lead beside this server (``formTargets(of:)``).
    ///   - runsScript: Whether it has the one script that there is.
    static func fields(formTargets targets: [String] = [], runsScript: Bool = false) -> HTTPFields {
        let script = runsScript ? "script-src 'self'; " : ""
        let forms = (["'self'"] + targets).joined(separator: " ")
        var fields: HTTPFields = [
            .contentType: "text/html; charset=utf-8",
            .cacheControl: "no-store",
            // RFC 9700 §4.16. The second is for browsers that do not know the first.
            .contentSecurityPolicy:
                "default-src 'none'; style-src 'self'; \(script)form-action \(forms); frame-ancestors 'none'; base-uri 'none'",
            .xContentTypeOptions: "nosniff",
        ]
        if let name = HTTPField.Name("X-Frame-Options") { fields[name] = "DENY" }
        if let name = HTTPField.Name("Referrer-Policy") { fields[name] = "no-referrer" }
        return fields
    }

    /// Where the forms of a page may lead whose last answer leads to a client.
    ///
    /// Chromium holds `form-action` against all redirects that follow a form, those of this server to the client and those of the
    /// client to wherever it goes on. So a page that named this server alone, or the client's host alone, would end a login with
    /// nothing at all, and no message. What the browser is led to is decided by the server, and exactly; here stands only by which
    /// scheme.
    static func formTargets(of target: RedirectTarget) -> [String] { [scheme(target.text, target.kind)] }

    /// The same for where a logout leads.
    static func formTargets(of target: RedirectURI?) -> [String] { target.map { [scheme($0.text, $0.kind)] } ?? [] }

    private static func scheme(_ text: String, _ kind: RedirectURI.Kind) -> String {
        switch kind {
        case .https: "https:"
        case .loopback, .localhost: "http:"
        // Letters, digits, `+`, `-` and `.`, as its registration has made sure of.
        case .privateUse: String(Substring(text.utf8.prefix { $0 != UInt8(ascii: ":") })) + ":"
        }
    }
}
