import MapaeJOSE

/// The value of a login's cookie: the session's id, a dot, and 256 random bits.
struct LoginSecret: Sendable, CustomStringConvertible, CustomReflectable {
    let sessionID: String
    private let secret: String

    /// The secret of a new login, or a new one of an old login.
    init(sessionID: String) {
        self.sessionID = sessionID
        secret = Base64URL.encode(RandomBytes.make(32))
    }

    /// Reads a cookie. Nothing of it is believed yet.
    /// - Returns: `nil` for what none of this server's looks like.
    init?(cookie: String) {
        guard cookie.utf8.count <= 128 else { return nil }
        let parts = cookie.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
            .map { String(Substring($0)) }
        guard parts.count == 2, Base64URL.decode(parts[0])?.count == 16, Base64URL.decode(parts[1])?.count == 32
        else { return nil }
        sessionID = parts[0]
        secret = parts[1]
    }

    var cookie: String { "\(sessionID).\(secret)" }

    /// What is stored of it. A refresh token's number, which is stored in the same place, never has this digest.
    var digest: [UInt8] { TokenDigest.of("mapae browser login\n\(secret)") }

    var description: String { "LoginSecret(hidden)" }
    var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
