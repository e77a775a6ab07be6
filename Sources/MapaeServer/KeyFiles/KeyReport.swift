#if Server
public import MapaeJOSE

/// What can be told of a file's keys without telling a byte of what is private.
public struct KeyReport: Sendable {
    private let file: KeyFile

    /// Looks at the keys of a file.
    /// - Parameter file: The file.
    public init(_ file: KeyFile) { self.file = file }

    /// The report, in lines to read.
    public var text: String {
        get throws(JOSEError) {
            var paragraphs: [String] = []
            for key in file.keys { paragraphs.append(try Self.lines(key).joined(separator: "\n")) }
            if !file.refusals.isEmpty {
                let count = file.refusals.count
                let lines = ["\(count) other\(count == 1 ? "" : "s") cannot be used"]
                paragraphs.append((lines + file.refusals.map { "  - \($0.explanation)" }).joined(separator: "\n"))
            }
            return paragraphs.joined(separator: "\n\n")
        }
    }

    /// One key: what it is first, then the names by which others know it.
    public static func lines(_ key: KeyMaterial) throws(JOSEError) -> [String] {
        let algorithm = key.verification.algorithm
        let title = algorithm.isSymmetric ? "shared secret" : key.signing == nil ? "public key" : "private key"
        return [
            "\(algorithm) \(title)",
            "  kind        \(try kind(key))",
            "  kid         \(key.verification.keyID.map(PrintableText.escaped) ?? "none")",
            "  thumbprint  \(key.verification.thumbprint ?? "none: that of a secret would help whoever guesses it")",
        ]
    }

    private static func kind(_ key: KeyMaterial) throws(JOSEError) -> String {
        switch KeyKind(key.verification.algorithm) {
        case .ed25519: return "OKP, Ed25519"
        case .ec: return "EC, \(try key.verification.jwk()["crv"]?.string ?? "unknown curve")"
        case .rsa: return "RSA, \(bits(try key.verification.jwk()["n"])) bits"
        case .secret: return "oct, \(bits(try key.signing?.privateJWK()["k"], whole: true)) bits"
        }
    }

    private static func bits(_ member: JSONValue?, whole: Bool = false) -> Int {
        guard let bytes = member?.string.flatMap(Base64URL.decode), let first = bytes.first else { return 0 }
        return bytes.count * 8 - (whole ? 0 : first.leadingZeroBitCount)
    }

    /// The public keys as JSON to read: a JWK, or a JWK Set where there are several.
    /// - Throws: ``ServerError`` `key_file` for a shared secret.
    public var json: String {
        get throws {
            let keys = file.keys.map(\.verification)
            let format: KeyFileFormat = keys.count == 1 && file.refusals.isEmpty ? .jwk : .jwks
            let text = try KeyText.publicText(keys, format)
            return PrintableText.escaped(try JSONValue(parsing: Array(text.utf8), limits: .keys).pretty())
        }
    }
}

extension JSONLimits {
    /// Those of a set of keys.
    static let keys = JSONLimits(depth: 8, members: 4096)
}
#endif
