/// Where and how the answer to an authorization request goes, once its client and its address are trusted.
public struct AnswerAddress: Sendable, Hashable {
    /// The client's address.
    public let target: RedirectTarget
    /// How the answer travels.
    public let mode: ResponseMode
    /// What the request wants to have back (RFC 6749 §4.1.1); `nil` also where it cannot be given back.
    public let state: String?
    /// The issuer, which every answer names (RFC 9207 §2).
    public let issuer: String
}
