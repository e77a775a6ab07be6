#if Server
public import MapaeJOSE

extension KeyFile {
    /// Reads the keys of a file.
    /// - Parameters:
    ///   - path: The file; a pipe is one too.
    ///   - algorithm: What a key is for that does not say it itself.
    /// - Throws: ``ServerError`` `key_file`: missing, a folder, unreadable, too large, no text, or no key.
    public init(path: String, algorithm: JWSAlgorithm? = nil) throws(ServerError) {
        let bytes = try Self.bytes(of: path)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw ServerError(
                .keyFile,
                "\(path) is not text: a key is PEM or JSON. DER becomes PEM with: openssl pkey -inform DER -in '\(path)'"
            )
        }
        try self.init(text, name: path, algorithm: algorithm)
    }

    private static func bytes(of path: String) throws(ServerError) -> [UInt8] {
        do throws(InputFile.Failure) {
            return try InputFile.bytes(of: path, limit: maximumBytes)
        } catch {
            switch error {
            case .unreadable(let reason): throw ServerError(.keyFile, "\(path) cannot be read: \(reason).")
            case .isFolder: throw ServerError(.keyFile, "\(path) is a folder: name a file with a key.")
            case .tooLarge:
                throw ServerError(.keyFile, "\(path) is too large for a file of keys: at most 512 KiB are read.")
            }
        }
    }
}
#endif
