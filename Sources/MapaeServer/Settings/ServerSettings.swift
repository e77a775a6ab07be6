#if Server
public import Logging
package import MapaeAccounts

/// What an operator can set. Every setting has a default, so that nothing has to be.
public struct ServerSettings: Sendable {
    /// The address to listen on.
    public var host = "127.0.0.1"
    /// The port to listen on; 0 takes any free one.
    public var port = 8080
    /// The folder of the database and of the master key.
    public var dataDirectory: String
    /// How long access tokens live, in seconds.
    public var accessTokenLifetime = 15 * 60
    /// How long refresh tokens live, in seconds.
    public var refreshTokenLifetime = 30 * 24 * 60 * 60
    /// How long a session lasts after its login at most, however often it is used, in seconds.
    public var sessionLifetime = 90 * 24 * 60 * 60
    /// How long a key signs tokens before another takes its place, in seconds.
    public var keyRotationPeriod = 90 * 24 * 60 * 60
    /// Where the key that seals the signing keys comes from.
    var masterKey = MasterKeySource()
    /// How many threads hash passwords. Each takes 19 MiB and one core while it works.
    public var hashingWorkers = 2
    /// Whether strangers may create accounts for themselves with `POST /users`.
    public var signUp = true
    /// How many days the audit log is kept.
    public var auditRetention = 400
    /// How long running requests may go on after SIGTERM, in seconds.
    public var shutdownTimeout = 10
    /// The proxies whose `X-Forwarded-For` tells the client's address.
    public var trustedProxies = TrustedProxies()
    /// The certificate and the key, for TLS; without them the server speaks plain HTTP.
    public var tls: TLSFiles?
    /// How many connections may be open at a time; fewer where the system gives fewer files.
    public var maxConnections = 8192
    /// How many connections one client may have open at a time: an address, or an IPv6 network of 64 bits.
    public var connectionsPerClient = 256
    /// What a connection and a request may take.
    package var edge = EdgeLimits()
    /// How many logins and sign-ups are let through.
    package var throttle = ThrottleLimits()
    /// Milliseconds by which these are counted, of a clock that never goes back; the system's unless told.
    package var throttleClock: (@Sendable () -> Int64)?
    /// How clients are told of logouts; by HTTP, within limits, unless told.
    package var postLogout: (@Sendable (_ address: String, _ form: [UInt8], _ isKnown: Bool) async throws -> Int)?
    /// What is offered to other applications.
    var oauth = OAuthSetting()
    /// The lowest level that is logged.
    public var logLevel = Logger.Level.notice

    /// Creates the default settings.
    /// - Parameter dataDirectory: The folder of the database and of the master key.
    public init(dataDirectory: String) {
        self.dataDirectory = dataDirectory
    }

    /// Whether only this machine can reach the server.
    public var isLoopback: Bool { LoopbackHost.matches(host) }
}
#endif
