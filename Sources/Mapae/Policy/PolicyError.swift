/// Why a policy was refused at start-up, before any token was issued with it.
public struct PolicyError: Error, Sendable, Hashable, CustomStringConvertible {
    /// One code per cause.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        private enum Cause: String, Sendable {
            case lifetimeOutOfRange = "lifetime_out_of_range"
            case leewayOutOfRange = "leeway_out_of_range"
            case emptyName = "empty_name"
            case invalidRealm = "invalid_realm"
            case invalidCookie = "invalid_cookie"
            case insecureCookie = "insecure_cookie"
            case noCarriers = "no_carriers"
            case reservedName = "reserved_name"
            case noCookies = "no_cookies"
            case replayWindowOutOfRange = "replay_window_out_of_range"
            case pollIntervalOutOfRange = "poll_interval_out_of_range"
            case sessionLimitOutOfRange = "session_limit_out_of_range"
            case incompleteProfile = "incomplete_profile"
            case onlyChecks = "only_checks"
            case invalidResource = "invalid_resource"
            case invalidResourceMetadata = "invalid_resource_metadata"
            case proofSettingsOutOfRange = "proof_settings_out_of_range"
        }

        private let cause: Cause

        /// A lifetime is below one second or above ten years.
        public static let lifetimeOutOfRange = Self(cause: .lifetimeOutOfRange)
        /// The leeway is negative or above 60 seconds.
        public static let leewayOutOfRange = Self(cause: .leewayOutOfRange)
        /// The issuer or the audience is an empty text, or holds a NUL.
        public static let emptyName = Self(cause: .emptyName)
        /// The realm has other than printable ASCII, or a quote or backslash.
        public static let invalidRealm = Self(cause: .invalidRealm)
        /// The window in which a used refresh token is answered again is negative or above 60 seconds.
        public static let replayWindowOutOfRange = Self(cause: .replayWindowOutOfRange)
        /// The interval between two looks into the store is below 10 milliseconds or above 60 seconds.
        public static let pollIntervalOutOfRange = Self(cause: .pollIntervalOutOfRange)
        /// The number of sessions that a user may have is not from 1 to 10,000.
        public static let sessionLimitOutOfRange = Self(cause: .sessionLimitOutOfRange)

        /// A policy for the access tokens of an authorization server names no issuer or no audience, or has the subject elsewhere than in
        /// `sub` (RFC 9068 §4).
        public static let incompleteProfile = Self(cause: .incompleteProfile)
        /// The policy is for the access tokens of an authorization server, which issues them itself.
        public static let onlyChecks = Self(cause: .onlyChecks)

        /// The identifier of a protected resource, or its base URL, is no address that clients could have (RFC 9728 §1.2).
        public static let invalidResource = Self(cause: .invalidResource)
        /// What a protected resource would say of itself is not true to its form (RFC 9728 §2).
        public static let invalidResourceMetadata = Self(cause: .invalidResourceMetadata)
        /// A time or a secret for DPoP proofs is out of its bounds.
        public static let proofSettingsOutOfRange = Self(cause: .proofSettingsOutOfRange)

        /// A cookie's name, path or domain is none that a browser keeps, or a `__Host-` or `__Secure-` name stands with attributes
        /// that it forbids (RFC 6265bis §4.1.3).
        public static let invalidCookie = Self(cause: .invalidCookie)
        /// `SameSite=None` and `Partitioned` need `Secure`: browsers drop the cookie otherwise.
        public static let insecureCookie = Self(cause: .insecureCookie)
        /// The verifier looks nowhere for tokens, or twice in one place.
        public static let noCarriers = Self(cause: .noCarriers)
        /// Tokens are to be put into cookies, and the verifier takes none from there.
        public static let noCookies = Self(cause: .noCookies)
        /// The claim for the subject is one that means something else.
        public static let reservedName = Self(cause: .reservedName)

        /// The stable text.
        public var description: String { cause.rawValue }

        fileprivate var explanation: String {
            switch cause {
            case .lifetimeOutOfRange:
                "A token must live at least one second and at most ten years; tokens that never expire are not offered."
            case .leewayOutOfRange: "The leeway must be between 0 and 60 seconds; set the clocks right instead."
            case .emptyName:
                "The issuer and the audience must not be empty texts or hold a NUL; leave them out instead."
            case .invalidCookie:
                """
                A cookie's name, path, domain, CSRF header or form field is not valid, or its __Host- or __Secure- name does not go \
                with its other attributes; leave the name out to get one that does.
                """
            case .insecureCookie: "SameSite=None and Partitioned cookies must be Secure: do not allow plain HTTP."
            case .noCarriers: "Say where tokens are looked for: at least one place, and none of them twice."
            case .noCookies: "This verifier takes no cookies: say `accept: [.cookie()]`."
            case .reservedName: "The subject cannot stand in a claim that means something else: choose another name."
            case .invalidRealm: "The realm may hold printable ASCII characters only, and no quote or backslash."
            case .replayWindowOutOfRange: "The replay window of refresh tokens must be between 0 and 60 seconds."
            case .pollIntervalOutOfRange:
                "The poll interval of sessions must be between 10 milliseconds and 60 seconds."
            case .incompleteProfile:
                "Access tokens of an authorization server need a policy with an issuer and an audience, and `sub` as it is."
            case .onlyChecks:
                "A policy for the access tokens of an authorization server only checks; the server issues them itself."
            case .invalidResource:
                """
                A protected resource is named by an https address in lower case, such as https://api.example.com/v1, without query and \
                fragment, with a path of letters, digits, '-', '.', '_' and '~'; http is only for 127.0.0.1, [::1] and localhost.
                """
            case .invalidResourceMetadata:
                "Authorization servers and documentation are https addresses, scopes hold no space, and a name is not empty."
            case .proofSettingsOutOfRange:
                """
                A DPoP proof lives from 1 to 300 seconds, a nonce from 1 to 3600, clocks differ by at most 60 seconds, and a secret for \
                nonces has at least 32 bytes.
                """
            case .sessionLimitOutOfRange:
                "A user may have from 1 to 10,000 sessions at a time."
            }
        }
    }

    /// The cause.
    public let code: Code

    /// Creates an error.
    public init(_ code: Code) { self.code = code }

    /// The stable code, what is wrong and what to do.
    public var description: String { "\(code): \(code.explanation)" }
}
