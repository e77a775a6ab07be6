import MapaeJOSE
import Testing

@Suite("JOSE errors")
struct JOSEErrorTests {
    /// The codes are part of the interface: programs and alarms match them, so none may change its text.
    static let codes = [
        "token_too_large", "not_three_parts", "invalid_base64url", "invalid_json", "invalid_utf8", "duplicate_member",
        "json_too_deep", "json_too_many_members", "json_not_an_object", "missing_algorithm", "unsupported_algorithm",
        "algorithm_mismatch", "critical_header", "unsupported_header", "invalid_header", "unknown_key",
        "invalid_signature", "invalid_claim", "reserved_claim", "weak_secret", "not_a_secret", "invalid_key_id",
        "duplicate_key_id", "no_keys", "retired_key", "signing_failed", "invalid_key", "unsupported_key", "weak_key",
        "mismatched_key", "key_use", "wrong_key_algorithm", "missing_key_algorithm", "private_key", "public_key",
        "no_public_form", "invalid_key_set", "wrong_type", "invalid_subject", "invalid_scope", "reserved_header",
    ]

    static let algorithms = [
        "HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512",
        "EdDSA", "Ed25519",
    ]

    @Test func `the codes are these`() {
        #expect(JOSEError.Code.allCases.map(\.description) == Self.codes)
    }

    @Test func `each code has its own sentence, which says what to do`() {
        let explanations = JOSEError.Code.allCases.map { JOSEError($0).explanation }
        #expect(Set(explanations).count == explanations.count)
        #expect(explanations.allSatisfy { $0.utf8.count > 20 && ($0.hasSuffix(".") || $0.hasSuffix("-base64 48")) })
        #expect("\(JOSEError(.noKeys))" == "no_keys: A verifier needs at least one key.")
    }

    @Test func `errors are equal when their codes are`() {
        #expect(JOSEError(.invalidJSON) == JOSEError(.invalidJSON))
        #expect(JOSEError(.invalidJSON) != JOSEError(.invalidUTF8))
        #expect(Set([JOSEError(.invalidJSON), JOSEError(.invalidJSON), JOSEError(.noKeys)]).count == 2)
    }

    @Test func `each algorithm is known by its exact name`() {
        #expect(JWSAlgorithm.allCases.map(\.description) == Self.algorithms)
        for algorithm in JWSAlgorithm.allCases { #expect(JWSAlgorithm(name: algorithm.description) == algorithm) }
        for name in ["hs256", "HS256 ", "HS256\u{301}", "none", "", "ed25519"] {
            #expect(JWSAlgorithm(name: name) == nil)
        }
    }
}
