#if RemoteKeys
public import MapaeJOSE

/// Why the keys of another issuer, or its word on a token, could not be had.
///
/// Two errors are equal when their codes are. No text of an error holds anything that the other side sent.
public struct RemoteKeysError: Error, Sendable, Hashable, CustomStringConvertible {
    /// One code per cause.
    public struct Code: Sendable, Hashable, CustomStringConvertible, CaseIterable {
        enum Cause: Sendable, CaseIterable {
            case invalidURL, insecureURL, invalidIssuer, invalidPolicy
            case forbiddenAddress, unreachable, timedOut, brokenAnswer, unexpectedStatus, tooManyRedirects
            case answerTooLarge, encodedAnswer
            case invalidDiscovery, issuerMismatch, invalidKeySet, noUsableKeys
            case invalidClient, noIntrospectionEndpoint, unsupportedClientAuthentication
            case rejectedClient, invalidIntrospection
        }

        let cause: Cause

        /// A URL is not one of `https`, or has a user name, a fragment or a host that can be read in two ways.
        public static let invalidURL = Self(cause: .invalidURL)
        /// A URL is one of `http` and leads to another machine.
        public static let insecureURL = Self(cause: .insecureURL)
        /// The issuer is no text that `iss` could hold, or, for discovery, no URL without a query (RFC 8414 §2).
        public static let invalidIssuer = Self(cause: .invalidIssuer)
        /// What is demanded of tokens, or the limits of fetching, cannot be met or protects nothing.
        public static let invalidPolicy = Self(cause: .invalidPolicy)
        /// An answer led to an address that it may not lead to. Nothing was sent there.
        public static let forbiddenAddress = Self(cause: .forbiddenAddress)
        /// The name has no address, or nobody there takes the connection, or not with a certificate that is believed.
        public static let unreachable = Self(cause: .unreachable)
        /// It took longer than the time limit.
        public static let timedOut = Self(cause: .timedOut)
        /// The answer broke off, or is no HTTP.
        public static let brokenAnswer = Self(cause: .brokenAnswer)
        /// The answer's status is not 200; ``RemoteKeysError/status`` says which it is.
        public static let unexpectedStatus = Self(cause: .unexpectedStatus)
        /// There were more than three redirects in a row.
        public static let tooManyRedirects = Self(cause: .tooManyRedirects)
        /// The answer has more bytes than the limit.
        public static let answerTooLarge = Self(cause: .answerTooLarge)
        /// The answer is compressed although that was not asked for; a small answer could become a huge one.
        public static let encodedAnswer = Self(cause: .encodedAnswer)
        /// The discovery document is no JSON object with the texts `issuer` and `jwks_uri`.
        public static let invalidDiscovery = Self(cause: .invalidDiscovery)
        /// The discovery document is another issuer's (OpenID Connect Discovery §4.3, RFC 8414 §3.3).
        public static let issuerMismatch = Self(cause: .issuerMismatch)
        /// The answer is no JWK Set, or has two keys of one id; ``RemoteKeysError/cause`` says what is wrong.
        public static let invalidKeySet = Self(cause: .invalidKeySet)
        /// The set has no key of an algorithm that is taken.
        public static let noUsableKeys = Self(cause: .noUsableKeys)
        /// The client that asks about tokens has no id or no secret.
        public static let invalidClient = Self(cause: .invalidClient)
        /// Tokens are to be asked about, and neither the program nor the discovery document says where.
        public static let noIntrospectionEndpoint = Self(cause: .noIntrospectionEndpoint)
        /// The introspection endpoint takes no client with a secret in `Authorization: Basic` or in the form (RFC 6749 §2.3.1).
        public static let unsupportedClientAuthentication = Self(cause: .unsupportedClientAuthentication)
        /// The introspection endpoint answers 401 or 403: to it the client is nobody, or may not ask.
        public static let rejectedClient = Self(cause: .rejectedClient)
        /// The answer about a token is not as RFC 7662 §2.2 has it: JSON of that type, with `active` as `true` or `false`.
        public static let invalidIntrospection = Self(cause: .invalidIntrospection)

        /// All codes.
        public static let allCases = Cause.allCases.map(Self.init(cause:))

        /// The code's stable text, in snake case.
        public var description: String { cause.texts.code }
    }

    /// The cause.
    public let code: Code
    /// The status of the answer, for `unexpected_status` and `rejected_client`.
    public let status: Int?
    /// What was wrong with the key set, for `invalid_key_set`.
    public let cause: JOSEError?

    /// Creates an error.
    /// - Parameters:
    ///   - code: The cause.
    ///   - status: The status of the answer.
    ///   - cause: What was wrong with the key set.
    public init(_ code: Code, status: Int? = nil, cause: JOSEError? = nil) {
        self.code = code
        self.status = status
        self.cause = cause
    }

    /// What is wrong and what to do, in one or two sentences.
    public var explanation: String { code.cause.texts.explanation }

    /// The stable code with what is known of it, and the explanation.
    public var description: String {
        let detail = status.map { " (status \($0))" } ?? cause.map { " (\($0.code))" } ?? ""
        return "\(code)\(detail): \(explanation)"
    }

    /// Equal when the codes are.
    public static func == (left: Self, right: Self) -> Bool { left.code == right.code }

    /// Hashes the code.
    public func hash(into hasher: inout Hasher) { hasher.combine(code) }
}
#endif
