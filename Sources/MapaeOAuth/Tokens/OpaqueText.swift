import MapaeJOSE

/// The text of an opaque access token: 256 random bits behind a prefix, by which people and scanners of leaked secrets know it.
enum OpaqueText {
    static let prefix = "mapae_at_"

    static func random() -> String { prefix + Base64URL.encode(RandomBytes.make(32)) }

    /// Whether a text looks like one. A JWT has dots, and none begins so.
    static func matches(_ text: String) -> Bool {
        text.utf8.starts(with: prefix.utf8)
            && Base64URL.decode(String(Substring(text.utf8.dropFirst(prefix.utf8.count))))?.count == 32
    }
}
