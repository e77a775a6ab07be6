public import Mapae
import MapaeJOSE

/// Issues and checks tokens as Flask-JWT-Extended 4.7 does: the same tokens, cookies, settings, statuses and texts.
///
/// ```swift
/// let flask = try FlaskAuthority(FlaskSettings(secretKey: key))
/// router.post("login") { _, _ in ["access_token": try await flask.accessToken(for: "ada")] }
/// router.protected(by: flask).get("protected") { _, context in ["logged_in_as": context.token.subject] }
/// ```
///
/// An application may have several, each with its own settings and callbacks. Where nothing of Flask has to be matched,
/// `TokenAuthority` is stricter and tells strangers less.
public struct FlaskAuthority: TokenVerifier {
    /// The settings.
    public let settings: FlaskSettings
    /// The name of what is protected.
    public let realm = "api"
    let callbacks: FlaskCallbacks
    let clock: TokenClock
    let limits: TokenLimits
    let keys: FlaskKeys
    let rules: FlaskClaimRules
    let answers: FlaskAnswers
    /// Makes the numbers of new tokens.
    var identifier: @Sendable () -> String = { UUIDText.random() }

    /// The most bytes of a body in which a token or a CSRF value is looked for. Nothing is known yet of who sends it.
    static let maximumBodyBytes = 256 * 1024

    /// Creates an authority.
    /// - Parameters:
    ///   - settings: The settings.
    ///   - callbacks: What the program decides and answers itself.
    ///   - clock: Where the time comes from.
    /// - Throws: ``FlaskSettingsError``, as ``FlaskSettings/validate()`` does, and `missing_key` or `refused_key`.
    public init(
        _ settings: FlaskSettings, callbacks: FlaskCallbacks = .init(), clock: TokenClock = .system
    ) throws(FlaskSettingsError) {
        try settings.validate(hasDecodeKey: callbacks.decodeKey != nil)
        self.settings = settings
        self.callbacks = callbacks
        self.clock = clock
        // A NUL in a text is harmless here, and Flask-JWT-Extended takes it.
        self.limits = TokenLimits(json: JSONLimits(depth: 32, members: 512, allowsNUL: true))
        self.keys = try FlaskKeys(
            settings, hasEncodeKey: callbacks.encodeKey != nil, hasDecodeKey: callbacks.decodeKey != nil)
        self.rules = FlaskClaimRules(settings: settings)
        self.answers = FlaskAnswers(settings: settings, callbacks: callbacks)
    }

    /// The error with the answer that Flask-JWT-Extended gives.
    public func prepared(_ error: TokenError) -> TokenError { answers.error(for: error) }
}

extension TokenVerifier where Self == FlaskAuthority {
    /// Flask-JWT-Extended's face, as one value.
    ///
    /// ```swift
    /// router.protected(by: try .flask(settings)).get("protected") { … }
    /// ```
    /// - Parameters:
    ///   - settings: The settings.
    ///   - callbacks: What the program decides and answers itself.
    /// - Throws: As ``FlaskAuthority/init(_:callbacks:clock:)`` does.
    public static func flask(
        _ settings: FlaskSettings, callbacks: FlaskCallbacks = .init()
    ) throws(FlaskSettingsError) -> FlaskAuthority {
        try FlaskAuthority(settings, callbacks: callbacks)
    }
}
