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
            ("invalid_json", "A part is not JSON as RFC 8259 has it, or holds a number beyond every Double.")
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
            (
                "invalid_claim",
                "A claim has the wrong type, is out of range, or is a number that JSON cannot say exactly."
            )
        case .reservedClaim:
            (
                "reserved_claim",
                "A custom claim has the name of a claim that the issuer sets itself; choose another name."
            )
        case .weakSecret:
            (
                "weak_secret",
                """
                The secret is too short, too easy to guess or known to everybody: it needs as many random bytes as its hash, \
                32 for HS256, 48 for HS384, 64 for HS512 (RFC 7518 section 3.2). Make one with: openssl rand -base64 48
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
        case .retiredKey:
            ("retired_key", "The key that the token names has been retired; a new token is needed.")
        case .signingFailed:
            ("signing_failed", "The cryptographic library could not sign or make a key; the system may lack memory.")
        case .invalidKey:
            (
                "invalid_key",
                """
                The key cannot be read: a part is missing or has the wrong type, length or spelling, or there is not exactly \
                one key. Export it again, an elliptic curve's point uncompressed.
                """
            )
        case .unsupportedKey:
            (
                "unsupported_key",
                """
                This kind of key is not offered. Offered are RSA (a private key above 4096 bits with its primes), EC on \
                P-256, P-384 and P-521, Ed25519, and shared secrets; no certificates and no encrypted keys (decrypt \
                with: openssl pkey -in FILE).
                """
            )
        case .weakKey:
            (
                "weak_key",
                """
                The key is too weak or too large: RSA needs 2048 to 8192 bits and no known flaw, Ed25519 no point of small \
                order. Make a new key; new RSA keys have 2048, 3072 or 4096 bits.
                """
            )
        case .mismatchedKey:
            ("mismatched_key", "The parts of the private key do not belong together. Export it again.")
        case .keyUse:
            ("key_use", "The key's \"use\" or \"key_ops\" say that it is not for this. Take a key for signatures.")
        case .wrongKeyAlgorithm:
            ("wrong_key_algorithm", "The algorithm is not one for this key, or not the one that the key itself names.")
        case .missingKeyAlgorithm:
            ("missing_key_algorithm", "A shared secret in a JWK needs \"alg\": HS256, HS384 or HS512.")
        case .privateKey:
            ("private_key", "This is a private key or a secret, where a public key belongs. Keep it to yourself.")
        case .publicKey:
            ("public_key", "This is a public key, which cannot sign; a private key is needed.")
        case .noPublicForm:
            ("no_public_form", "A shared secret has no public form: whoever knows it can sign.")
        case .invalidKeySet:
            ("invalid_key_set", "A JWK Set is a JSON object with an array \"keys\" of keys.")
        case .invalidSubject:
            ("invalid_subject", "The subject of a token must not be empty or hold a NUL: say whom it is about.")
        case .invalidScope:
            (
                "invalid_scope",
                "A scope is printable ASCII without space, quote and backslash; give several as a list of texts."
            )
        case .reservedHeader:
            (
                "reserved_header",
                "A further header parameter is one that the issuer sets, or that no token may have; choose another name."
            )
        case .wrongType:
            (
                "wrong_type",
                "The header's \"typ\" is missing or names another kind of token; send one of the right kind."
            )
        }
    }
}
