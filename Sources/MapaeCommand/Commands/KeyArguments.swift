#if Server
public import ArgumentParser
public import MapaeJOSE
public import MapaeServer

extension JWSAlgorithm: ExpressibleByArgument {
    /// By its exact name.
    public init?(argument: String) { self.init(name: argument) }

    /// The names, for messages.
    public static var allValueStrings: [String] { allCases.map(\.description) }
}

extension KeyFileFormat: ExpressibleByArgument {}

/// A file of keys as an argument.
enum KeyArgument {
    /// The keys of a file, or of standard input where the file is `-`.
    static func read(_ file: String, algorithm: JWSAlgorithm?) throws -> KeyFile {
        guard file == "-" else { return try KeyFile(path: file, algorithm: algorithm) }
        return try KeyFile(
            StandardInput.text(limit: KeyFile.maximumBytes), name: "Standard input", algorithm: algorithm)
    }

    /// Refuses to lose an id that was asked for.
    static func validate(keyID: String?, format: KeyFileFormat) throws {
        guard keyID == nil || format.isJSON else {
            throw ValidationError("PEM holds no key id: leave --kid out, or take the format jwk or jwks.")
        }
    }
}
#endif
