public import MapaeJOSE

/// Why settings were refused at start-up, before any token was issued or believed with them.
///
/// Two errors are equal when their codes are.
public struct FlaskSettingsError: Error, Sendable, Hashable, CustomStringConvertible {
    /// One code per cause.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        private enum Cause: String, Sendable {
            case lifetimeOutOfRange = "lifetime_out_of_range"
            case leewayOutOfRange = "leeway_out_of_range"
            case invalidValue = "invalid_value"
            case unknownAlgorithm = "unknown_algorithm"
            case unknownLocation = "unknown_location"
            case noLocation = "no_location"
            case invalidName = "invalid_name"
            case duplicateName = "duplicate_name"
            case reservedIdentityClaim = "reserved_identity_claim"
            case invalidCookie = "invalid_cookie"
            case insecureCookie = "insecure_cookie"
            case uselessCSRFProtection = "useless_csrf_protection"
            case mixedAlgorithms = "mixed_algorithms"
            case missingKey = "missing_key"
            case refusedKey = "refused_key"
            case unknownSetting = "unknown_setting"
            case ambiguousSetting = "ambiguous_setting"
            case textInFlask = "text_in_flask"
        }

        private let cause: Cause

        /// A lifetime is below one second or above ten years.
        public static let lifetimeOutOfRange = Self(cause: .lifetimeOutOfRange)
        /// The leeway is negative or above ten minutes.
        public static let leewayOutOfRange = Self(cause: .leewayOutOfRange)
        /// The value is not of the setting's type: `True`, `None` or a fraction where seconds belong.
        public static let invalidValue = Self(cause: .invalidValue)
        /// The algorithm is not offered.
        public static let unknownAlgorithm = Self(cause: .unknownAlgorithm)
        /// A place to look for tokens has an unknown name.
        public static let unknownLocation = Self(cause: .unknownLocation)
        /// There is no place to look for tokens.
        public static let noLocation = Self(cause: .noLocation)
        /// A name is empty, or holds what may not stand in it.
        public static let invalidName = Self(cause: .invalidName)
        /// Two things that must be told apart have one name.
        public static let duplicateName = Self(cause: .duplicateName)
        /// The identity claim is one that says something else.
        public static let reservedIdentityClaim = Self(cause: .reservedIdentityClaim)
        /// A cookie's name, path or domain cannot be written.
        public static let invalidCookie = Self(cause: .invalidCookie)
        /// Browsers refuse the cookie, or send it where it can be read.
        public static let insecureCookie = Self(cause: .insecureCookie)
        /// The protection from forged requests would never act.
        public static let uselessCSRFProtection = Self(cause: .uselessCSRFProtection)
        /// One key would serve shared-secret and public-key algorithms.
        public static let mixedAlgorithms = Self(cause: .mixedAlgorithms)
        /// The algorithm needs a key that is not there.
        public static let missingKey = Self(cause: .missingKey)
        /// The key is weak, malformed or of another kind; ``FlaskSettingsError/cause`` says what.
        public static let refusedKey = Self(cause: .refusedKey)
        /// A variable has the name of no setting.
        public static let unknownSetting = Self(cause: .unknownSetting)
        /// The setting has two variables with two values.
        public static let ambiguousSetting = Self(cause: .ambiguousSetting)
        /// `False`, `None` or a list of Python in a variable that Flask reads as JSON, and so takes for a text.
        public static let textInFlask = Self(cause: .textInFlask)

        /// The stable text.
        public var description: String { cause.rawValue }

        fileprivate var explanation: String {
            switch cause {
            case .lifetimeOutOfRange:
                "A token must live at least one second and at most ten years. "
                    + "In Flask-JWT-Extended zero means for ever; if that is meant, say insecureNeverExpires."
            case .leewayOutOfRange: "The leeway must be between 0 and 600 seconds; set the clocks right instead."
            case .invalidValue: "The value is not of this setting's type."
            case .unknownAlgorithm: "This algorithm is not offered: choose one of HS, RS, PS, ES 256 to 512, or EdDSA."
            case .unknownLocation: "Tokens are looked for in headers, cookies, query_string and json only."
            case .noLocation: "Name at least one of headers, cookies, query_string and json."
            case .invalidName: "The name is empty or holds what may not stand in it; leave the setting out instead."
            case .duplicateName: "Two cookies with one name would overwrite each other; give each its own."
            case .reservedIdentityClaim:
                "This claim says something else of a token; choose sub or a name of your own for the identity."
            case .invalidCookie: "The name, path or domain cannot stand in a cookie (RFC 6265 section 4.1.1)."
            case .insecureCookie:
                "Browsers take SameSite=None and the prefix __Secure- with Secure only, and __Host- with Secure, "
                    + "the path / and no domain; set JWT_COOKIE_SECURE."
            case .uselessCSRFProtection:
                "No request would be protected: name methods in upper case, or say JWT_COOKIE_CSRF_PROTECT = False."
            case .mixedAlgorithms:
                "Who knows a public key could sign with it as if it were a secret: list algorithms of one kind only."
            case .missingKey: "The algorithm needs this key: set it, or give a key callback."
            case .refusedKey: "The key cannot be used."
            case .unknownSetting:
                "Flask-JWT-Extended has no such setting: correct the name, or say that it is to be ignored."
            case .ambiguousSetting: "The setting is given twice, with and without a prefix; leave one out."
            case .textInFlask:
                "Flask reads this variable as JSON, and so takes it for a text: write false, null or a list of JSON."
            }
        }
    }

    /// The cause.
    public let code: Code
    /// The setting, as Flask-JWT-Extended calls it.
    public let setting: String
    /// What exactly is wrong with a key.
    public let cause: JOSEError?

    /// Creates an error.
    /// - Parameters:
    ///   - code: The cause.
    ///   - setting: The setting's name, beginning with `JWT_`.
    ///   - cause: What exactly is wrong with a key.
    public init(_ code: Code, _ setting: String, cause: JOSEError? = nil) {
        self.code = code
        self.setting = setting
        self.cause = cause
    }

    /// The stable code, the setting, what is wrong and what to do; never the value.
    public var description: String { "\(code): \(setting): \(cause?.explanation ?? code.explanation)" }

    /// Equal when the codes are.
    public static func == (left: Self, right: Self) -> Bool { left.code == right.code }

    /// Hashes the code.
    public func hash(into hasher: inout Hasher) { hasher.combine(code) }
}
