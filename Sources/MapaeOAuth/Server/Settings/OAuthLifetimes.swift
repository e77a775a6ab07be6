/// How long what an authorization server gives out is good for.
public struct OAuthLifetimes: Sendable, Hashable {
    /// An authorization code: 60 seconds unless told, at most 10 minutes (RFC 6749 §4.1.2).
    public var code: Duration
    /// How long a used code is remembered, so that its use again is noticed: a day unless told, from the life of a code to a year.
    public var usedCodeMemory: Duration
    /// An access token: 15 minutes unless told, at most a day. So long others take one that was revoked, where they do not ask.
    public var accessToken: Duration
    /// A grant, however often it is used: 90 days unless told, at most ten years (RFC 9700 §4.14.2).
    public var grant: Duration
    /// A refresh token, which each use replaces: 30 days unless told, at most ten years. So long a grant may stay unused.
    public var refreshToken: Duration
    /// An ID token: 5 minutes unless told, at most a day. It is a message about a login, not a session.
    public var idToken: Duration
    /// A device code and its user code: 10 minutes unless told, at most 30 minutes (RFC 8628 §3.2, §5.1).
    public var deviceCode: Duration
    /// How long a device waits between two questions: 5 seconds unless told, at most 60 (RFC 8628 §3.2).
    public var deviceInterval: Duration
    /// A pushed authorization request: 60 seconds unless told, at most 10 minutes (RFC 9126 §2.2).
    public var pushedRequest: Duration
    /// How far ahead the end of a client's assertion may be: 5 minutes unless told, which is the most.
    public var clientAssertion: Duration
    /// How old a DPoP proof may be: 60 seconds unless told, at most 5 minutes (RFC 9449 §11.1).
    public var dpopProof: Duration
    /// How long a DPoP nonce is given out. It is taken for as long again: 2 minutes unless told, at most an hour.
    public var dpopNonce: Duration
    /// How much the clocks of clients may differ from the server's: 30 seconds unless told, at most 60.
    public var clientClockLeeway: Duration
    /// A request in progress, while its user logs in and decides: 30 minutes unless told, from a minute to an hour.
    public var interaction = Duration.seconds(30 * 60)
    /// A login in a browser, however often it is used: a day unless told, at most 90 days. It ends with the browser's session too.
    public var login = Duration.seconds(86_400)

    /// Creates lifetimes; what is not told is as each property says.
    public init(
        code: Duration = .seconds(60), usedCodeMemory: Duration = .seconds(86_400),
        accessToken: Duration = .seconds(15 * 60), grant: Duration = .seconds(90 * 86_400),
        refreshToken: Duration = .seconds(30 * 86_400), idToken: Duration = .seconds(5 * 60),
        deviceCode: Duration = .seconds(10 * 60), deviceInterval: Duration = .seconds(5),
        pushedRequest: Duration = .seconds(60), clientAssertion: Duration = .seconds(5 * 60),
        dpopProof: Duration = .seconds(60), dpopNonce: Duration = .seconds(120),
        clientClockLeeway: Duration = .seconds(30)
    ) {
        self.code = code
        self.usedCodeMemory = usedCodeMemory
        self.accessToken = accessToken
        self.grant = grant
        self.refreshToken = refreshToken
        self.idToken = idToken
        self.deviceCode = deviceCode
        self.deviceInterval = deviceInterval
        self.pushedRequest = pushedRequest
        self.clientAssertion = clientAssertion
        self.dpopProof = dpopProof
        self.dpopNonce = dpopNonce
        self.clientClockLeeway = clientClockLeeway
    }

    /// - Throws: ``OAuthSettingsError`` `lifetime_out_of_range`.
    func check() throws(OAuthSettingsError) {
        let day = Duration.seconds(86_400)
        let decade = Duration.seconds(10 * 365 * 86_400)
        let rows: [(String, Duration, least: Duration, most: Duration)] = [
            ("an authorization code", code, .seconds(1), .seconds(600)),
            ("the memory of used codes", usedCodeMemory, code, .seconds(365 * 86_400)),
            ("an access token", accessToken, .seconds(1), day), ("a grant", grant, .seconds(1), decade),
            ("a refresh token", refreshToken, .seconds(1), decade), ("an ID token", idToken, .seconds(1), day),
            ("a device code", deviceCode, .seconds(1), .seconds(1800)),
            ("the interval of a device", deviceInterval, .seconds(1), .seconds(60)),
            ("a pushed request", pushedRequest, .seconds(1), .seconds(600)),
            ("a client's assertion", clientAssertion, .seconds(1), .seconds(300)),
            ("a DPoP proof", dpopProof, .seconds(1), .seconds(300)),
            ("a DPoP nonce", dpopNonce, .seconds(1), .seconds(3600)),
            ("a request in progress", interaction, .seconds(60), .seconds(3600)),
            ("a login in a browser", login, .seconds(60), .seconds(90 * 86_400)),
            ("the leeway of clients' clocks", clientClockLeeway, .zero, .seconds(60)),
        ]
        for (name, duration, least, most) in rows where duration < least || duration > most {
            throw OAuthSettingsError(
                .lifetimeOutOfRange, "The duration of \(name) must be from \(least) to \(most); it is \(duration).")
        }
    }
}
