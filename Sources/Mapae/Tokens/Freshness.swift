/// Whether a token comes from a login, and for how long that counts (`fresh`).
///
/// ```swift
/// try auth.accessToken(for: "ada", fresh: true)                    // as long as the token lives
/// try auth.accessToken(for: "ada", fresh: .during(.seconds(300)))  // five minutes
/// ```
public struct Freshness: Sendable, Hashable, ExpressibleByBooleanLiteral {
    package enum Kind: Sendable, Hashable {
        case never, always
        case during(Duration)
    }

    package let kind: Kind

    /// Not at all: what a refresh gives.
    public static let never = Self(kind: .never)
    /// As long as the token lives.
    public static let always = Self(kind: .always)
    /// For a while from now on, to the second; no time at all for a duration that is not positive.
    public static func during(_ duration: Duration) -> Self { Self(kind: .during(duration)) }

    private init(kind: Kind) { self.kind = kind }

    /// ``always`` for `true`, ``never`` for `false`.
    public init(_ isFresh: Bool) { self.init(kind: isFresh ? .always : .never) }

    /// ``always`` for `true`, ``never`` for `false`.
    public init(booleanLiteral value: Bool) { self.init(value) }
}
