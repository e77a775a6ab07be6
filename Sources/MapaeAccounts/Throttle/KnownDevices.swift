import Crypto
import MapaeJOSE

/// Tells the devices from which a user has logged in before, by a token that they keep.
///
/// The token is a statement of ours, not a credential: it opens nothing, and only exempts from the limits that a stranger's
/// guesses use up (``LoginThrottle``). Nothing is stored. It is the base64url of a version, the time of issue and an
/// HMAC-SHA-256 over both and the digest of the user's id, 55 characters.
public struct KnownDevices: Sendable {
    /// How long a token counts: a year, in seconds.
    public static let lifetime: Int64 = 31_536_000
    /// The least length of the key, in bytes.
    public static let minimumKeyBytes = 32

    private static let version: UInt8 = 1
    private static let bodyBytes = 9
    private static let textCount = 55
    /// Parts these from all that the same key may be used for elsewhere.
    private static let purpose = Array("mapae known device".utf8)

    private let key: SymmetricKey

    /// - Parameter key: The secret that tokens are made and checked with. With another one all devices are strangers.
    /// - Throws: ``AccountError`` with the code `invalidConfiguration` when the key is shorter than 32 bytes.
    public init(key: [UInt8]) throws(AccountError) {
        guard key.count >= Self.minimumKeyBytes else {
            throw AccountError(.invalidConfiguration, "the key of known devices must have 32 bytes at least")
        }
        self.key = SymmetricKey(data: key)
    }

    /// Makes a token for a device from which a user has just logged in.
    /// - Parameters:
    ///   - userID: The user's id.
    ///   - now: The present, in seconds since 1970-01-01T00:00:00Z.
    public func issue(for userID: String, now: Int64) -> String {
        var body = [Self.version]
        for shift in stride(from: 56, through: 0, by: -8) {
            body.append(UInt8(truncatingIfNeeded: now >> Int64(shift)))
        }
        let code = HMAC<SHA256>.authenticationCode(for: Self.message(body, userID), using: key)
        return Base64URL.encode(body + Array(code))
    }

    /// Whether a text is a token of this user's that still counts.
    ///
    /// It takes as long for a user that does not exist: give it any id then.
    /// - Parameters:
    ///   - text: What the caller sent.
    ///   - userID: The user's id.
    ///   - now: The present, in seconds since 1970-01-01T00:00:00Z.
    ///   - notBefore: Tokens that were issued earlier no longer count: give the time of the last password change, so that
    ///     who knew the old password is a stranger.
    public func isKnown(_ text: String, userID: String, now: Int64, notBefore: Int64 = 0) -> Bool {
        guard text.utf8.count == Self.textCount, let bytes = Base64URL.decode(text) else { return false }
        let body = Array(bytes.prefix(Self.bodyBytes))
        let code = bytes.dropFirst(Self.bodyBytes)
        let isOurs = HMAC<SHA256>.isValidAuthenticationCode(
            code, authenticating: Self.message(body, userID), using: key)
        guard isOurs, body.first == Self.version else { return false }
        let issued = body.dropFirst().reduce(Int64(0)) { $0 << 8 | Int64($1) }
        // Clocks of two servers may differ by a little.
        let (age, overflow) = now.subtractingReportingOverflow(issued)
        return !overflow && age >= -60 && age < Self.lifetime && issued >= notBefore
    }

    private static func message(_ body: [UInt8], _ userID: String) -> [UInt8] {
        purpose + body + Array(SHA256.hash(data: Array(userID.utf8)))
    }
}
