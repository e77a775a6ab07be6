/// Why a token, a key or a JSON text was refused.
///
/// Two errors are equal when their codes are. No text of an error holds a byte of a token or of a key.
public struct JOSEError: Error, Sendable, Hashable, CustomStringConvertible {
    /// One code per cause.
    public struct Code: Sendable, Hashable, CustomStringConvertible, CaseIterable {
        enum Cause: UInt8, Sendable, CaseIterable {
            case tokenTooLarge, notThreeParts, invalidBase64URL
            case invalidJSON, invalidUTF8, duplicateMember, jsonTooDeep, jsonTooManyMembers, jsonNotAnObject
            case missingAlgorithm, unsupportedAlgorithm, algorithmMismatch, criticalHeader, unsupportedHeader
            case invalidHeader, unknownKey, invalidSignature
            case invalidClaim, reservedClaim
            case weakSecret, notASecret, invalidKeyID, duplicateKeyID, noKeys, retiredKey, signingFailed
            case invalidKey, unsupportedKey, weakKey, mismatchedKey, keyUse, wrongKeyAlgorithm, missingKeyAlgorithm
            case privateKey, publicKey, noPublicForm, invalidKeySet
            case wrongType, invalidSubject, invalidScope, reservedHeader
        }

        let cause: Cause

        /// The token is longer than the limit. Nothing of it was decoded.
        public static let tokenTooLarge = Self(cause: .tokenTooLarge)
        /// The token does not consist of exactly three parts (RFC 7515 §7.1).
        public static let notThreeParts = Self(cause: .notThreeParts)
        /// A part is not canonical base64url without padding (RFC 7515 §2, RFC 4648 §3.5).
        public static let invalidBase64URL = Self(cause: .invalidBase64URL)
        /// A text is not JSON (RFC 8259).
        public static let invalidJSON = Self(cause: .invalidJSON)
        /// A text is not UTF-8, or has a lone surrogate or, in a token, a NUL.
        public static let invalidUTF8 = Self(cause: .invalidUTF8)
        /// An object has two members of one name (RFC 7515 §4, RFC 7519 §4).
        public static let duplicateMember = Self(cause: .duplicateMember)
        /// Arrays and objects are nested deeper than the limit.
        public static let jsonTooDeep = Self(cause: .jsonTooDeep)
        /// There are more object members than the limit.
        public static let jsonTooManyMembers = Self(cause: .jsonTooManyMembers)
        /// A header or a claims set is JSON, but no object.
        public static let jsonNotAnObject = Self(cause: .jsonNotAnObject)
        /// The header has no `alg` text (RFC 7515 §4.1.1).
        public static let missingAlgorithm = Self(cause: .missingAlgorithm)
        /// The header's `alg` is none of those offered; `none` never is.
        public static let unsupportedAlgorithm = Self(cause: .unsupportedAlgorithm)
        /// The header's `alg` is not the key's (RFC 8725 §3.1).
        public static let algorithmMismatch = Self(cause: .algorithmMismatch)
        /// The header demands an extension (`crit`) that is not understood (RFC 7515 §4.1.11).
        public static let criticalHeader = Self(cause: .criticalHeader)
        /// The header asks for something that a signed token cannot have here: `b64`, `zip`, `enc`, or a nested token.
        public static let unsupportedHeader = Self(cause: .unsupportedHeader)
        /// A header parameter has the wrong type or length.
        public static let invalidHeader = Self(cause: .invalidHeader)
        /// No key has the token's `kid`.
        public static let unknownKey = Self(cause: .unknownKey)
        /// The signature does not match.
        public static let invalidSignature = Self(cause: .invalidSignature)
        /// A registered claim has the wrong type or is out of range (RFC 7519 §4.1).
        public static let invalidClaim = Self(cause: .invalidClaim)
        /// A custom claim has the name of one that the issuer sets itself.
        public static let reservedClaim = Self(cause: .reservedClaim)
        /// A secret is shorter than its hash (RFC 7518 §3.2), has hardly any entropy, or is known to everybody.
        public static let weakSecret = Self(cause: .weakSecret)
        /// What was given as a shared secret is another key's text: PEM, DER or a JWK.
        public static let notASecret = Self(cause: .notASecret)
        /// A key id is empty, longer than 256 bytes or has control characters.
        public static let invalidKeyID = Self(cause: .invalidKeyID)
        /// Two keys have one key id.
        public static let duplicateKeyID = Self(cause: .duplicateKeyID)
        /// A verifier was made without a key.
        public static let noKeys = Self(cause: .noKeys)
        /// The key that the token names has been retired.
        public static let retiredKey = Self(cause: .retiredKey)
        /// The cryptographic library could not sign or make a key.
        public static let signingFailed = Self(cause: .signingFailed)
        /// A key's text cannot be read: a member or number is missing, or has the wrong type, length or spelling.
        public static let invalidKey = Self(cause: .invalidKey)
        /// A key is of a kind that is not offered: another curve, a certificate, an encrypted key.
        public static let unsupportedKey = Self(cause: .unsupportedKey)
        /// An asymmetric key is too small (RFC 7518 §3.3), too large to be cheap, or of a kind that is broken.
        public static let weakKey = Self(cause: .weakKey)
        /// A private key's numbers do not belong together.
        public static let mismatchedKey = Self(cause: .mismatchedKey)
        /// A key's `use` or `key_ops` say that it is for something else (RFC 7517 §4.2, §4.3).
        public static let keyUse = Self(cause: .keyUse)
        /// The algorithm is not one for this key, or not the one that the key names.
        public static let wrongKeyAlgorithm = Self(cause: .wrongKeyAlgorithm)
        /// Nothing says what a shared secret in a JWK is for.
        public static let missingKeyAlgorithm = Self(cause: .missingKeyAlgorithm)
        /// A private key or a secret stands where a public key belongs.
        public static let privateKey = Self(cause: .privateKey)
        /// A public key stands where a private key is needed.
        public static let publicKey = Self(cause: .publicKey)
        /// A shared secret has no public form.
        public static let noPublicForm = Self(cause: .noPublicForm)
        /// A JWK Set has no list of keys (RFC 7517 §5).
        public static let invalidKeySet = Self(cause: .invalidKeySet)
        /// The header's `typ` is not that of the kind of token that is wanted (RFC 8725 §3.11), or is missing.
        public static let wrongType = Self(cause: .wrongType)
        /// The subject of a token to be issued is empty, or holds a NUL.
        public static let invalidSubject = Self(cause: .invalidSubject)
        /// A scope of a token to be issued is none (RFC 6749 §3.3).
        public static let invalidScope = Self(cause: .invalidScope)

        /// A further header parameter of a token to be issued is one that the issuer sets itself, or that no token may have.
        public static let reservedHeader = Self(cause: .reservedHeader)

        /// All codes.
        public static let allCases = Cause.allCases.map(Self.init(cause:))

        /// The code's stable text, in snake case.
        public var description: String { cause.texts.code }
    }

    /// The cause.
    public let code: Code

    /// Creates an error.
    /// - Parameter code: The cause.
    public init(_ code: Code) { self.code = code }

    /// What is wrong and what to do, in one or two sentences.
    public var explanation: String { code.cause.texts.explanation }

    /// The stable code and its explanation.
    public var description: String { "\(code): \(explanation)" }

    /// Equal when the codes are.
    public static func == (left: Self, right: Self) -> Bool { left.code == right.code }

    /// Hashes the code.
    public func hash(into hasher: inout Hasher) { hasher.combine(code) }
}
