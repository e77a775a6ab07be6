import Crypto
import MapaeJOSE

/// A refresh token of a grant: `mapae_rt_`, the grant's id, a dot, and 256 random bits with a mark behind them.
///
/// The mark shows that the token was given out once. Without, whoever knows the id of a grant, which each of its access tokens
/// says, could make a text that looks like a token that was used before, and so end the grant of a client that shows nothing but its
/// name. It opens nothing: what may be exchanged is found by the digest of the whole text.
struct RefreshToken: Sendable, CustomStringConvertible, CustomReflectable {
    /// The token as it is given out.
    let text: String
    /// The grant that it belongs to.
    let grantID: String
    private let random: [UInt8]
    private let mark: [UInt8]

    private static let prefix = "mapae_rt_"
    private static let randomBytes = 32
    private static let markBytes = 16
    /// The bytes of the secret that marks are made with; each grant has its own.
    static let keyBytes = 32

    /// A new token.
    /// - Parameters:
    ///   - grantID: The grant.
    ///   - key: The grant's secret for marks.
    init(grantID: String, key: [UInt8]) {
        let random = RandomBytes.make(Self.randomBytes)
        let mark = Self.mark(random, grantID, key)
        self.grantID = grantID
        self.random = random
        self.mark = mark
        self.text = Self.prefix + grantID + "." + Base64URL.encode(random + mark)
    }

    /// Reads a token. Nothing of it is believed yet.
    /// - Returns: `nil` for what none looks like.
    init?(parsing text: String) {
        guard text.utf8.starts(with: Self.prefix.utf8) else { return nil }
        let parts = text.utf8.dropFirst(Self.prefix.utf8.count)
            .split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).map { String(Substring($0)) }
        guard parts.count == 2, Base64URL.decode(parts[0])?.count == 16, let bytes = Base64URL.decode(parts[1]),
            bytes.count == Self.randomBytes + Self.markBytes
        else { return nil }
        self.text = text
        self.grantID = parts[0]
        self.random = Array(bytes.prefix(Self.randomBytes))
        self.mark = Array(bytes.suffix(Self.markBytes))
    }

    /// Whether it was given out for its grant at some time.
    /// - Parameter key: The grant's secret for marks.
    func isGenuine(key: [UInt8]) -> Bool { SecretComparison.areEqual(mark, Self.mark(random, grantID, key)) }

    /// What is stored of it.
    var digest: [UInt8] { TokenDigest.of(text) }

    private static func mark(_ random: [UInt8], _ grantID: String, _ key: [UInt8]) -> [UInt8] {
        // The id has one length, so that the parts cannot be told apart in two ways.
        let message = Array("mapae refresh token 1 ".utf8) + Array(grantID.utf8) + random
        return Array(HMAC<SHA256>.authenticationCode(for: message, using: SymmetricKey(data: key)).prefix(markBytes))
    }

    /// That it is one, and nothing of it.
    var description: String { "RefreshToken(hidden)" }

    /// Shows what ``description`` does, so that `dump` prints no token.
    var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
