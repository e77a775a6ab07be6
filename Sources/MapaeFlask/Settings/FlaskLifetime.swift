/// How long a token lives.
///
/// Flask-JWT-Extended takes `0` for "for ever", which is more than who writes it expects. Here nothing but
/// ``insecureNeverExpires`` says so.
public struct FlaskLifetime: Sendable, Hashable {
    private enum Kind: Sendable, Hashable {
        case seconds(Int64)
        case never
    }

    private let kind: Kind

    /// So many seconds.
    /// - Parameter count: From 1 to ten years where it is a setting.
    public static func seconds(_ count: Int64) -> Self { Self(kind: .seconds(count)) }

    /// So many minutes.
    /// - Parameter count: From 1 to ten years where it is a setting.
    public static func minutes(_ count: Int64) -> Self { times(count, 60) }

    /// So many hours.
    /// - Parameter count: From 1 to ten years where it is a setting.
    public static func hours(_ count: Int64) -> Self { times(count, 60 * 60) }

    /// So many days of 24 hours.
    /// - Parameter count: From 1 to ten years where it is a setting.
    public static func days(_ count: Int64) -> Self { times(count, 24 * 60 * 60) }

    /// For ever: the token has no `exp`. Whoever finds one in a log in ten years can use it, unless a blocklist names it.
    public static let insecureNeverExpires = Self(kind: .never)

    /// The seconds, or `nil` for ever.
    public var seconds: Int64? {
        switch kind {
        case .seconds(let count): count
        case .never: nil
        }
    }

    /// A product that no number holds becomes the largest, which every check refuses.
    private static func times(_ count: Int64, _ unit: Int64) -> Self {
        let (product, overflow) = count.multipliedReportingOverflow(by: unit)
        return .seconds(overflow ? (count < 0 ? .min : .max) : product)
    }
}
