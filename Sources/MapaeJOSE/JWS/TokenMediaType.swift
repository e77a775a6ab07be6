/// What kind of token a token says it is: the `typ` of its header (RFC 7515 §4.1.9).
///
/// One key may sign several kinds. Without a check, one kind passes for another: an ID token for an access token, a logout
/// token for a client's proof of who it is (RFC 8725 §2.8, §3.11).
///
/// ```swift
/// let jws = try verifier.verify(UnverifiedToken(text), type: .accessToken, at: now)
/// ```
///
/// Two types are equal when only the case of ASCII letters or a leading `application/` tells them apart.
public struct TokenMediaType: Sendable, Hashable, CustomStringConvertible {
    private let name: String
    private let folded: [UInt8]

    /// `JWT`: a token of no further kind, an OpenID Connect ID token for example (RFC 7519 §5.1).
    public static let jwt = Self(known: "JWT")
    /// `at+jwt`: an OAuth 2.0 access token (RFC 9068 §2.1).
    public static let accessToken = Self(known: "at+jwt")
    /// `dpop+jwt`: a proof that a client has a key (RFC 9449 §4.2).
    public static let dpopProof = Self(known: "dpop+jwt")
    /// `logout+jwt`: an OpenID provider tells a client to end a session (OpenID Connect Back-Channel Logout §2.4).
    public static let logoutToken = Self(known: "logout+jwt")

    private init(known name: String) {
        self.name = name
        self.folded = name.utf8.map(MediaTypeName.folded)
    }

    /// Any other type.
    /// - Parameter name: The subtype, such as `token-introspection+jwt`, or `type/subtype`; `application/` may stand before
    ///   it and is left out when it is written.
    /// - Throws: ``JOSEError`` `invalid_header` for what is no media type name (RFC 6838 §4.2).
    public init(_ name: String) throws(JOSEError) {
        let prefix = "application/"
        let written = Array(name.utf8)
        let hasPrefix = written.prefix(prefix.utf8.count).map(MediaTypeName.folded).elementsEqual(prefix.utf8)
        let kept = hasPrefix ? Array(written.dropFirst(prefix.utf8.count)) : written
        let parts = kept.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard parts.count == 1 || (parts.count == 2 && !hasPrefix), parts.allSatisfy(MediaTypeName.isRestrictedName)
        else { throw JOSEError(.invalidHeader) }
        self.init(known: String(decoding: kept, as: UTF8.self))
    }

    /// The type as it is written into a header.
    public var description: String { name }

    /// Equal when the names are, but for ASCII case.
    public static func == (left: Self, right: Self) -> Bool { left.folded == right.folded }

    /// Hashes the name without its case.
    public func hash(into hasher: inout Hasher) { hasher.combine(folded) }

    /// Whether the inside of a `typ` text names this type.
    func matches(_ inside: Span<UInt8>) -> Bool { MediaTypeName.matches(inside, folded.span) }
}
