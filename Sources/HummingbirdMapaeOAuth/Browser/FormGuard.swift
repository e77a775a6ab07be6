import HTTPTypes
import MapaeOAuth

/// Makes sure that a form comes from a page of this server, in the browser and the login that the page was made for (RFC 9700 §4.7).
struct FormGuard: Sendable {
    /// What a form is for. That of another form does not do.
    enum Purpose: String, Sendable {
        case login
        case decision
        case device
        case deviceDecision
        case logout
        case withdrawal
    }

    let server: AuthorizationServer
    /// The issuer's scheme, host and port, as `Origin` has them.
    let origin: String

    init(_ server: AuthorizationServer) {
        self.server = server
        let text = server.issuer.text
        origin = Self.withoutUsualPort(String(Substring(text.utf8.dropLast(Self.pathLength(text)))))
    }

    /// Browsers leave the port out that a scheme has anyway (RFC 6454 §6.2).
    private static func withoutUsualPort(_ origin: String) -> String {
        for (scheme, port) in [("https://", ":443"), ("http://", ":80")]
        where origin.utf8.starts(with: scheme.utf8) && origin.utf8.suffix(port.utf8.count).elementsEqual(port.utf8) {
            return String(Substring(origin.utf8.dropLast(port.utf8.count)))
        }
        return origin
    }

    /// How many bytes stand behind scheme, host and port.
    private static func pathLength(_ text: String) -> Int {
        let bytes = Array(text.utf8)
        guard let slashes = bytes.indices.first(where: { $0 > 1 && bytes[$0] == 0x2F && bytes[$0 - 1] == 0x2F }),
            let end = bytes[(slashes + 1)...].firstIndex(of: 0x2F)
        else { return 0 }
        return bytes.count - end
    }

    /// The mark of a form.
    /// - Parameters:
    ///   - purpose: What it is for.
    ///   - browser: The browser that gets it.
    ///   - subject: What it is about: a request in progress, or a code.
    func mark(_ purpose: Purpose, _ browser: Browser, _ subject: String) -> String {
        server.formMark(Self.parts(purpose, browser, subject))
    }

    /// Whether a form has its mark.
    func isRight(_ mark: String?, _ purpose: Purpose, _ browser: Browser, _ subject: String) -> Bool {
        guard let mark, !browser.isNew else { return false }
        return server.isFormMark(mark, of: Self.parts(purpose, browser, subject))
    }

    private static func parts(_ purpose: Purpose, _ browser: Browser, _ subject: String) -> [String] {
        [purpose.rawValue, browser.secret, browser.login?.sessionID ?? "", subject]
    }

    /// Whether the browser says that another site has sent the form. The mark is the wall; this is a second one.
    ///
    /// As pages have `Referrer-Policy: no-referrer`, browsers say `Origin: null` of their forms (Fetch §3.2.5). So that counts only
    /// beside what says the same more clearly.
    func isForeign(_ headers: HTTPFields) -> Bool {
        let sites = Self.secFetchSite.map { headers[values: $0] } ?? []
        if !sites.isEmpty, !sites.allSatisfy({ $0.utf8.elementsEqual("same-origin".utf8) }) { return true }
        let origins = headers[values: .origin]
        guard origins.count <= 1 else { return true }
        guard let value = origins.first else { return false }
        if value.utf8.elementsEqual("null".utf8) { return sites.isEmpty }
        return !value.utf8.elementsEqual(origin.utf8)
    }

    private static let secFetchSite = HTTPField.Name("Sec-Fetch-Site")
}
