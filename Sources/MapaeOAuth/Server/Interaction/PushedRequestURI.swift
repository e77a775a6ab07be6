import MapaeJOSE

/// The `request_uri` of a pushed authorization request (RFC 9126 §2.2).
enum PushedRequestURI {
    private static let prefix = "urn:ietf:params:oauth:request_uri:"

    /// A new one, with 256 random bits.
    static func random() -> String { prefix + Base64URL.encode(RandomBytes.make(32)) }

    /// Whether a text looks like one.
    static func isOne(_ text: String) -> Bool { text.utf8.starts(with: prefix.utf8) }

    /// The most that is kept of one, in bytes: who knows a public client's name may push as many as they like.
    static let maximumStoredBytes = 16_384

    /// What was checked when it was pushed may be longer in its escapes.
    static let storedLimits = ParameterLimits(bytes: 200_000, count: 64, nameBytes: 1024, valueBytes: 100_000)
}
