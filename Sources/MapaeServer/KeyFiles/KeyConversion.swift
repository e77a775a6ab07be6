#if Server
import MapaeJOSE

/// Keys in another format.
public enum KeyConversion {
    /// The text of a file's keys in another format.
    /// - Parameters:
    ///   - file: The keys.
    ///   - format: The format.
    ///   - includesPrivate: Whether the private members are written. Otherwise nothing that could sign is.
    ///   - keyID: Another `kid` for the one key.
    /// - Throws: ``ServerError`` `key_file`; `JOSEError`.
    public static func text(
        of file: KeyFile, as format: KeyFileFormat, includesPrivate: Bool, keyID: String? = nil
    ) throws -> String {
        if let refusal = file.refusals.first {
            // One that is left out without a word would be missed only when its tokens are refused.
            throw ServerError(
                .keyFile, "\(file.name) holds a key that cannot be used, so nothing was written: \(refusal.explanation)"
            )
        }
        let keys = try keyID.map { try [renamed(file, $0)] } ?? file.keys
        guard includesPrivate else { return try KeyText.publicText(keys.map(\.verification), format) }
        let signing = keys.compactMap(\.signing)
        guard signing.count == keys.count else {
            throw ServerError(
                .keyFile, "\(file.name) holds a public key, which has nothing private to write: leave --private out.")
        }
        return try KeyText.privateText(signing, format)
    }

    private static func renamed(_ file: KeyFile, _ id: String) throws -> KeyMaterial {
        guard file.keys.count == 1 else {
            throw ServerError(.keyFile, "\(file.name) holds \(file.keys.count) keys, and they cannot all have one id.")
        }
        return try file.keys[0].withKeyID(id)
    }
}
#endif
