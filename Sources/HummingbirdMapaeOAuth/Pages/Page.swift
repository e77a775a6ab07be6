import MapaeOAuth

/// A page: what all of them have in common.
struct Page: Sendable {
    let language: PageLanguage
    let texts: PageTexts
    /// The address of the stylesheet.
    let stylesheet: String
    /// The address of the page on which access is taken back.
    let consents: String

    /// Writes a page.
    /// - Parameters:
    ///   - title: Its title and its heading.
    ///   - content: Writes what stands below the heading.
    func html(_ title: String, _ content: (inout HTMLWriter) -> Void) -> String {
        HTMLWriter.document(language: language.rawValue) { html in
            html.element("head") { html in
                html.void("meta", [("charset", "utf-8")])
                html.void("meta", [("name", "viewport"), ("content", "width=device-width, initial-scale=1")])
                html.element("title", title)
                html.void("link", [("rel", "stylesheet"), ("href", stylesheet)])
            }
            html.element("body") { html in
                html.element("main") { html in
                    html.element("h1", title)
                    content(&html)
                }
            }
        }
    }

    /// What is wrong with what was typed, so that it is read out at once, and the field can name it.
    static let alertID = "alert"

    func alert(_ html: inout HTMLWriter, _ text: String?) {
        guard let text else { return }
        html.element("p", [("id", Self.alertID), ("class", "alert"), ("role", "alert")], text)
    }

    /// Attributes of a field that something is wrong with.
    static func invalid(_ isInvalid: Bool) -> [(StaticString, String)] {
        guard isInvalid else { return [] }
        return [("aria-invalid", "true"), ("aria-describedby", alertID)]
    }

    /// Two answers to one question.
    func decision(_ html: inout HTMLWriter, yes: String, no: String) {
        html.element("div", [("class", "buttons")]) { html in
            html.element("button", [("name", "decision"), ("value", Self.yes)], yes)
            html.element("button", [("name", "decision"), ("value", Self.no), ("class", "second")], no)
        }
    }

    static let yes = "yes"
    static let no = "no"

    /// What a client is called: its name, or its identifier where it has none. Of a client of a metadata document the host comes
    /// first, as that is known, and no name can push it out of sight.
    static func name(_ display: ClientDisplay, _ id: ClientID?, at host: String? = nil) -> String {
        guard let host else { return display.name ?? id?.text ?? "?" }
        return display.name.map { "\(host) (\($0))" } ?? host
    }

    /// What is known of a client of a metadata document, and where there is something to beware of: an answer that goes to the
    /// user's own device reaches whatever program waits there, whoever has sent the user here
    /// (draft-ietf-oauth-client-id-metadata-document-02 §8.5).
    func document(_ html: inout HTMLWriter, at host: String?, _ target: RedirectTarget) {
        guard let host else { return }
        html.element("p", [("class", "quiet")], texts.documentHost(host))
        if target.kind != .https { html.element("p", [("class", "alert")], texts.toThisDevice) }
    }

    /// What a client says of itself, as far as a user can look it up.
    func links(_ html: inout HTMLWriter, _ display: ClientDisplay) {
        let links = [(display.policyURI, texts.privacyPolicy), (display.termsURI, texts.terms)]
        for case (let address?, let text) in links {
            html.element("p", [("class", "quiet")]) { html in
                // In another tab, so that the question stays.
                html.element(
                    "a", [("href", address), ("target", "_blank"), ("rel", "noopener noreferrer")], text)
            }
        }
    }

    func list(_ html: inout HTMLWriter, _ title: String, _ items: [String]) {
        guard !items.isEmpty else { return }
        html.element("p", title)
        html.element("ul") { html in
            for item in items { html.element("li", item) }
        }
    }

    /// What a scope means.
    func scope(_ name: String, _ own: [ScopeText]) -> String {
        let known = own.first { $0.language == language && $0.scope.utf8.elementsEqual(name.utf8) }?.text
        return known ?? texts.scopes.first { $0.name.utf8.elementsEqual(name.utf8) }?.text ?? name
    }
}
