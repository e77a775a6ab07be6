extension JOSEError.Code.Cause {
    /// The stable code and the sentence for each cause, side by side so that none is forgotten.
    var texts: (code: String, explanation: String) {
        switch self {
        case .tokenTooLarge:
            ("token_too_large", "The token is longer than the limit (16 KiB by default).")
        case .notThreeParts:
            ("not_three_parts", "A signed token is three parts with two dots between them: header.payload.signature.")
        case .invalidBase64URL:
            (
                "invalid_base64url",
                "A part is not base64url: only A-Z a-z 0-9 - _, no padding, no stray bits at the end."
            )
        case .invalidJSON:
            ("invalid_json", "A part is not JSON as RFC 8259 has it.")
        case .invalidUTF8:
            ("invalid_utf8", "A text is not UTF-8, or holds a lone surrogate or a NUL.")
        case .duplicateMember:
            ("duplicate_member", "An object names a member twice, so two readers could understand it differently.")
        case .jsonTooDeep:
            ("json_too_deep", "Arrays and objects are nested too deeply.")
        case .jsonTooManyMembers:
            ("json_too_many_members", "The objects have too many members.")
        case .jsonNotAnObject:
            ("json_not_an_object", "The header and the claims must each be one JSON object.")
        case .missingAlgorithm:
            ("missing_algorithm", "The header has no \"alg\" text.")
        case .unsupportedAlgorithm:
            ("unsupported_algorithm", "The header's \"alg\" is not offered here. \"none\" never is.")
        case .algorithmMismatch:
            ("algorithm_mismatch", "The header's \"alg\" is not the algorithm that the key is for.")
        case .criticalHeader:
            ("critical_header", "The header has \"crit\": it demands an extension that is not understood here.")
        case .unsupportedHeader:
            ("unsupported_header", "The header asks for an encrypted, compressed, unencoded or nested token.")
        case .invalidHeader:
            ("invalid_header", "A header parameter has the wrong type or length.")
        case .unknownKey:
            ("unknown_key", "No key here has the id that the token's \"kid\" names.")
        case .invalidSignature:
            ("invalid_signature", "The signature does not match: another key signed it, or it was changed.")
        case .invalidClaim:
            ("invalid_claim", "A registered claim has the wrong type or is out of range.")
        case .reservedClaim:
            (
                "reserved_claim",
                "A custom claim has the name of a claim that the issuer sets itself; choose another name."
            )
        case .weakSecret:
            (
                "weak_secret",
                """
                The secret is too short or too easy to guess: it needs at least 32 bytes of randomness (RFC 7518 section 3.2). \
                Make one with: openssl rand -base64 48
                """
            )
        case .notASecret:
            (
                "not_a_secret",
                """
                This is the text of another key (PEM, DER or JWK), and a public key is no secret. \
                Make a secret with: openssl rand -base64 48
                """
            )
        case .invalidKeyID:
            ("invalid_key_id", "A key id needs 1 to 256 bytes and no control characters.")
        case .duplicateKeyID:
            ("duplicate_key_id", "Two keys have one key id, so a token could mean either.")
        case .noKeys:
            ("no_keys", "A verifier needs at least one key.")
        }
    }
}
