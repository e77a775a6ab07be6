/// How an answer travels to the client (OAuth 2.0 Multiple Response Type Encoding Practices §2.1, Form Post Response
/// Mode).
///
/// There is no `fragment`: it is for tokens that are answered at once, which are not offered.
public enum ResponseMode: String, Sendable, Hashable, CaseIterable {
    /// In the query of a redirect.
    case query
    /// In a form that the browser posts, so that it stands in no history and no log.
    case formPost = "form_post"

    /// The mode of a text, compared as bytes.
    init?(name: String) {
        guard let mode = Self.allCases.first(where: { $0.rawValue.utf8.elementsEqual(name.utf8) }) else { return nil }
        self = mode
    }

    /// Whether answers of this mode reach such an address: no browser posts a form to an app.
    func reaches(_ kind: RedirectURI.Kind) -> Bool { self == .query || kind != .privateUse }
}
