/// Whether a new token counts as coming from a login: yes, no, or for some time.
///
/// ```swift
/// try await flask.accessToken(for: "ada", fresh: true)
/// try await flask.accessToken(for: "ada", fresh: .seconds(300))
/// ```
public struct FlaskFreshness: Sendable, Hashable, ExpressibleByBooleanLiteral {
    enum Kind: Sendable, Hashable {
        case always(Bool)
        case seconds(Int64)
    }

    let kind: Kind

    /// Fresh or not, for the token's whole life.
    public init(_ isFresh: Bool) { self.kind = .always(isFresh) }

    /// Fresh or not, for the token's whole life.
    public init(booleanLiteral value: Bool) { self.init(value) }

    private init(kind: Kind) { self.kind = kind }

    /// Fresh for so many seconds from now.
    /// - Parameter count: The seconds; a negative number has passed already.
    public static func seconds(_ count: Int64) -> Self { Self(kind: .seconds(count)) }
}
