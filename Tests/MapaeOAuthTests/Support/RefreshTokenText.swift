import MapaeJOSE

@testable import MapaeOAuth

/// Refresh tokens that were never given out.
enum RefreshTokenText {
    /// One of the right form, made by who does not know the grant's secret.
    static func forged(grantID: String) -> String {
        RefreshToken(grantID: grantID, key: Array(repeating: 0, count: 32)).text
    }
}
