/// In which part of a request a token was found.
public struct TokenLocation: Sendable, Hashable, CustomStringConvertible {
    private enum Kind: String, Sendable { case header, cookie, query, jsonBody = "json_body" }

    private let kind: Kind

    /// A header field (RFC 6750 §2.1).
    public static let header = Self(kind: .header)
    /// A cookie, which a browser sends by itself: a request that changes something needs a CSRF value beside it.
    public static let cookie = Self(kind: .cookie)
    /// The query of the address (RFC 6750 §2.3), which ends up in logs and histories.
    public static let query = Self(kind: .query)
    /// A member of a JSON body.
    public static let jsonBody = Self(kind: .jsonBody)

    /// `header`, `cookie`, `query` or `json_body`.
    public var description: String { kind.rawValue }
}
