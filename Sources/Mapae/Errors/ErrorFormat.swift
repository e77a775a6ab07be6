/// How a refusal is written.
public struct ErrorFormat: Sendable, Hashable {
    enum Kind: Sendable, Hashable { case oauth, problemDetails }

    let kind: Kind

    /// `{"error", "error_description"}` (RFC 6749 §5.2), and the challenge of RFC 6750 §3.
    public static let oauth = Self(kind: .oauth)
    /// `{"type", "title", "status", "detail", "code"}` as `application/problem+json` (RFC 9457), and the same challenge. `code` is the
    /// stable code that ``oauth`` calls `error`.
    public static let problemDetails = Self(kind: .problemDetails)
}
