import Mapae

/// The successor of a refresh token, for who holds that one: a client whose answer got lost.
enum SealedRefreshToken {
    private static let purpose = "mapae oauth refresh successor 1"

    /// - Throws: What AES-GCM throws, which is a lack of memory or of randomness.
    static func seal(_ successor: RefreshToken, for predecessor: RefreshToken) throws -> [UInt8] {
        try RefreshSecret.seal(
            successor.text, secret: Array(predecessor.text.utf8), purpose: purpose, sessionID: predecessor.grantID)
    }

    /// - Throws: What AES-GCM throws for another token than it was sealed for.
    static func open(_ sealed: [UInt8], with predecessor: RefreshToken) throws -> String {
        try RefreshSecret.open(
            sealed, secret: Array(predecessor.text.utf8), purpose: purpose, sessionID: predecessor.grantID)
    }
}
