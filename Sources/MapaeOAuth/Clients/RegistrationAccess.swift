/// Who may register clients (RFC 7591 §3).
public enum RegistrationAccess: Sendable {
    /// Nobody: there is no such endpoint, and the metadata names none.
    case off
    /// Who has one of these initial access tokens. They are random, as client secrets are, and are kept as those.
    case protected([ClientSecretDigest])
    /// Everybody. For a server that only its own machine can reach, or behind something that limits how often.
    case open

    /// Whether there is an endpoint.
    var isOffered: Bool { if case .off = self { false } else { true } }
}
