#if Server
public import MapaeJOSE

/// A key that has just been made, to be printed or kept in a file.
public struct NewKey: Sendable {
    /// The private text.
    public let text: String
    private let key: SigningKey
    private let format: KeyFileFormat

    /// Makes a key.
    /// - Parameters:
    ///   - algorithm: What it will sign with.
    ///   - bits: The size of an RSA key: 2048, 3072 or 4096; 3072 unless told, which is to last beyond 2030
    ///     (NIST SP 800-57).
    ///   - keyID: Its `kid`; unless told, its thumbprint, or random for a secret.
    ///   - format: How it is written.
    /// - Throws: ``ServerError`` for a format that cannot hold it; `JOSEError` for a bad id or size.
    public init(_ algorithm: JWSAlgorithm, bits: Int? = nil, keyID: String? = nil, format: KeyFileFormat) throws {
        self.key = try SigningKey.generate(algorithm, keyID: keyID, rsaBits: bits ?? 3072)
        self.format = format
        self.text = try KeyText.privateText([key], format)
    }

    /// What to tell whoever keeps it in a file: what it is, and how to get what others need.
    /// - Parameters:
    ///   - path: The file.
    ///   - command: How the program was called, to print a command that can be pasted.
    /// - Throws: `JOSEError`.
    public func report(path: String, command: String) throws(JOSEError) -> String {
        var lines = ["Made \(PrintableText.escaped(path)), which only this user can read.", ""]
        lines += try KeyReport.lines(KeyMaterial(key, hasOwnID: format.isJSON))
        lines.append("")
        if key.algorithm.isSymmetric {
            lines.append("It has no public part: whoever checks tokens with it can also make them.")
        } else {
            lines.append("Its public part, for those who check:")
            let isSaid = format.isJSON || [.rs256, .es256, .es384, .es512, .edDSA].contains(key.algorithm)
            let file = ShellWord.quoted(path) + (isSaid ? "" : " --alg \(key.algorithm)")
            lines.append("  \(ShellWord.quoted(command)) keys show --json \(file)")
            if !isSaid { lines.append("PEM does not say the algorithm, so say it with --alg each time.") }
        }
        return lines.joined(separator: "\n")
    }
}
#endif
