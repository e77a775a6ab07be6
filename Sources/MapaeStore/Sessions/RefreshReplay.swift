/// A refresh token that was used a moment ago, and what it was exchanged for: for the client whose answer got lost.
///
/// The successor is sealed with a key that can be derived from the used token alone, which nobody stores. So it is of no
/// use to whoever reads the store.
public struct RefreshReplay: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    /// The SHA-256 digest of the used token's identity (`jti`).
    public let digest: [UInt8]
    /// The refresh token that came after it, sealed. Stores never look inside.
    public let sealedSuccessor: [UInt8]
    /// From when on using the token again is theft, in **milliseconds** since 1970-01-01T00:00:00Z: a window of a few
    /// seconds cannot be kept in whole ones. Then this is to be wiped.
    public let endsAt: Int64

    /// Creates a replay.
    /// - Parameters:
    ///   - digest: The digest of the used token's identity.
    ///   - sealedSuccessor: The sealed successor.
    ///   - endsAt: When the window ends, in milliseconds since 1970-01-01T00:00:00Z.
    public init(digest: [UInt8], sealedSuccessor: [UInt8], endsAt: Int64) {
        self.digest = digest
        self.sealedSuccessor = sealedSuccessor
        self.endsAt = endsAt
    }

    /// That it is one, and nothing of what it holds.
    public var description: String { "refresh replay" }

    /// Shows what ``description`` does, so that `dump` prints no sealed token.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
