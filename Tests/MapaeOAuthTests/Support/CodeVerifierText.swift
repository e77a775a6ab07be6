@testable import MapaeOAuth

/// What a client makes of its verifier.
enum CodeVerifierText {
    static func challenge(_ verifier: String) throws -> String { try CodeVerifier(verifier).challenge.text }
}
