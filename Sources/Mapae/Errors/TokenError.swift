package import HTTPTypes
public import MapaeJOSE

/// Why a request was not let in.
///
/// Two errors are equal when their codes are. What a client gets to read is ``rendered``; ``cause`` is for the log and
/// the program only, because a stranger who learns *how* a forged token failed learns how to forge better.
public struct TokenError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The cause.
    public let code: Code
    /// What exactly was wrong before or at the signature; never sent to the client.
    public let cause: JOSEError?
    /// When it is worth trying again, for ``Code/temporarilyUnavailable``.
    public let retryAfter: Duration?
    /// What a check or a store threw, for the log only; see ``Code/temporarilyUnavailable``.
    public let underlying: (any Error)?
    /// The text for the client, where the program wrote one.
    let message: String?
    /// The `realm` of the challenge.
    private(set) var realm = "api"
    private(set) var format = ErrorFormat.oauth
    /// Header fields that go with the answer: cookies to remove, say.
    package var furtherFields: HTTPFields = [:]
    /// What the challenge says of the resource.
    package var resource: ResourceChallenge?
    /// Whether the token came with a DPoP proof, so that the challenge answers that.
    package var cameWithProof = false
    /// What is wrong and what to do, where more can be said than the code does.
    package var explanation: String?
    /// The whole answer, where a face writes its own.
    package var answer: RenderedError?

    /// Creates an error.
    /// - Parameters:
    ///   - code: The cause.
    ///   - cause: What exactly was wrong with the token's form or signature.
    ///   - retryAfter: When it is worth trying again, for ``Code/temporarilyUnavailable``.
    ///   - underlying: What a check or a store threw, for the log.
    public init(
        _ code: Code, cause: JOSEError? = nil, retryAfter: Duration? = nil, underlying: (any Error)? = nil
    ) {
        self.code = code
        self.underlying = underlying
        self.cause = cause
        self.retryAfter = retryAfter
        self.message = nil
    }

    /// Creates the answer to a failed login.
    init(invalidCredentials message: String) {
        self.code = .invalidCredentials
        self.underlying = nil
        self.cause = nil
        self.retryAfter = nil
        self.message = message
    }

    /// The same error, with the name of what is protected in its challenge, to be written in a format.
    package func prepared(realm: String, format: ErrorFormat) -> TokenError {
        var error = self
        error.realm = realm
        error.format = format
        return error
    }

    /// The stable code, and the cause's code where there is one.
    public var description: String { cause.map { "\(code) (\($0.code))" } ?? "\(code)" }

    /// Equal when the codes are.
    public static func == (left: Self, right: Self) -> Bool { left.code == right.code }

    /// Hashes the code.
    public func hash(into hasher: inout Hasher) { hasher.combine(code) }
}
