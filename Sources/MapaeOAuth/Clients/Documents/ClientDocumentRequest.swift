/// Asks for a client's metadata document (draft-ietf-oauth-client-id-metadata-document-02 §5).
public struct ClientDocumentRequest: Sendable {
    /// Where the document is: an `https` address that a stranger may have made up. On a server for its own machine it may be at
    /// that machine, with `http`.
    public let address: String
    /// Whether a user has let this client in before.
    public let isKnown: Bool
    /// Reads a document, of at most ``ClientMetadata/maximumDocumentBytes``. What it returns may be kept as long as the answer's
    /// `Cache-Control` says, within bounds; what it refuses must not be kept.
    public let read: @Sendable (_ json: [UInt8]) throws(OAuthError) -> ClientMetadata
}
