/// What kind of program a client is (OpenID Connect Dynamic Client Registration §2).
public enum ApplicationType: String, Sendable, Hashable, CaseIterable {
    /// It runs on a server or in a browser.
    case web
    /// It is installed on a user's device (RFC 8252).
    case native

    /// The type of a text, compared as bytes.
    init?(name: String) {
        guard let type = Self.allCases.first(where: { $0.rawValue.utf8.elementsEqual(name.utf8) }) else { return nil }
        self = type
    }
}
