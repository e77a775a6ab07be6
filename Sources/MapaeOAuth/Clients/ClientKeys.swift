public import MapaeJOSE

/// Where a client's public keys are: one place, never two that could differ (RFC 7591 §2).
public enum ClientKeys: Sendable {
    /// The keys themselves.
    case set(JWKSet)
    /// An `https` address that has them. Nothing is fetched when it is registered.
    case uri(String)
}
