public import MapaeJOSE

/// Asks for the keys behind a client's `jwks_uri`.
public struct ClientKeyRequest: Sendable {
    /// Where the keys are: an `https` address that a stranger may have registered. On a server for its own machine it may be at
    /// that machine, with `http`.
    public let address: String
    /// What keys are for that do not say it themselves: what the client has registered for its assertions.
    public let algorithm: JWSAlgorithm?
    /// The `kid` of the assertion that is to be checked. A set that is kept and has no such key may be too old.
    public let keyID: String?
    /// Whether the client is one that somebody has added here. Others, which are known by a document or have registered themselves
    /// where everybody may, must not use up what those need.
    public let isKnown: Bool
}
