/// A password as it was typed, made ready to be hashed.
///
/// What is hashed is the form of RFC 8265, section 4.2 (OpaqueString): every space of another width becomes an ASCII
/// space, and the text NFC (UAX #15). So `é` is the same password whether a keyboard sends it as one character or as two,
/// which differs between systems. Case, width and all else stay, and nothing is refused or cut.
///
/// A hash that another program made, or this one before it normalised, was made from the bytes as they came; so these are
/// tried too where they differ.
struct TypedPassword: Sendable {
    /// The bytes that new hashes are made from; nil when the normalised form is longer than any password.
    let normalised: [UInt8]?
    /// The bytes that were typed, where they are others.
    let raw: [UInt8]?

    /// No password at all, for the cost alone.
    static let empty = TypedPassword()

    private init() {
        normalised = []
        raw = nil
    }

    /// Reads a password.
    /// - Parameter text: What was typed.
    /// - Returns: nil when it has more than ``PasswordPolicy/maximumBytes``; then it is not read at all.
    init?(_ text: String) {
        guard text.utf8.count <= PasswordPolicy.maximumBytes else { return nil }
        let typed = Array(text.utf8)
        let opaque = Array(Self.opaqueString(text).utf8)
        normalised = opaque.count <= PasswordPolicy.maximumBytes ? opaque : nil
        raw = typed == opaque ? nil : typed
    }

    /// What a login tries, one after the other. A failed one pays for each, so the time depends on what was typed alone.
    /// - Parameter imported: Whether the stored hash came from elsewhere, where the raw bytes are the likelier ones.
    func candidates(imported: Bool) -> [[UInt8]] {
        (imported ? [raw, normalised] : [normalised, raw]).compactMap(\.self)
    }

    /// RFC 8265, section 4.2.2: the additional mapping and the normalisation. ASCII is its own such form.
    static func opaqueString(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
        let spaced = text.unicodeScalars.lazy.map { scalar -> Unicode.Scalar in
            scalar.properties.generalCategory == .spaceSeparator ? " " : scalar
        }
        return String(String.UnicodeScalarView(Normalization.nfc(spaced)))
    }
}
