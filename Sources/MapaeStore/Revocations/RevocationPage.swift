/// A part of a store's revocations, in the order in which they came.
public struct RevocationPage: Sendable {
    /// The revocations.
    public let revocations: [Revocation]
    /// Where the next part begins. It is the place that was asked for when nothing has come since.
    public let cursor: Int64

    /// Creates a page.
    /// - Parameters:
    ///   - revocations: The revocations.
    ///   - cursor: Where the next part begins.
    public init(revocations: [Revocation], cursor: Int64) {
        self.revocations = revocations
        self.cursor = cursor
    }
}
