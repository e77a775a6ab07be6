/// How large a token may be. All limits hold before the signature is checked, so they bound what a stranger can cost.
public struct TokenLimits: Sendable, Hashable {
    /// The most bytes of the whole token. Longer ones are refused before anything is decoded.
    public var bytes: Int
    /// The limits of header and claims, each on its own.
    public var json: JSONLimits

    /// Creates limits.
    /// - Parameters:
    ///   - bytes: The most bytes of the whole token, 16 KiB unless told.
    ///   - json: The limits of header and claims.
    public init(bytes: Int = 16 * 1024, json: JSONLimits = .init()) {
        self.bytes = bytes
        self.json = json
    }
}
