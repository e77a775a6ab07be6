import Mapae

/// What an `error_description` may hold: %x20-21 / %x23-5B / %x5D-7E (RFC 6749 §4.1.2.1, §5.2).
enum ErrorDescription {
    /// The text, with `?` for every byte that may not stand there, and never longer than 512 bytes: it travels in a
    /// `Location`.
    static func safe(_ text: String) -> String {
        let safe = QuotedText.safe(text)
        // All of it is ASCII now, so that a byte is a character.
        return safe.utf8.count <= maximumBytes ? safe : String(decoding: safe.utf8.prefix(maximumBytes), as: UTF8.self)
    }

    static let maximumBytes = 512
}
