import Mapae

/// Scopes (RFC 6749 §3.3), each once, in the order in which they were asked for.
///
/// All of them are ASCII, so that texts that are equal have equal bytes.
public struct ScopeList: Sendable, Hashable, CustomStringConvertible {
    /// The scopes.
    public let values: [String]

    /// The most scopes that a list may have: each is compared with all others.
    public static let maximumCount = 64

    /// No scopes.
    public static let none = ScopeList(checked: [])

    /// Scopes that are known to be well formed and different.
    private init(checked values: [String]) { self.values = values }

    /// Scopes that are written in this program.
    init(known values: [String]) { self.init(checked: values) }

    /// Reads `scope-token *( SP scope-token )`. One that comes twice counts once.
    /// - Throws: ``OAuthError`` `invalid_scope` for an empty text, a character that no scope has, a space too many, and
    ///   too many scopes.
    public init(parsing text: String) throws(OAuthError) {
        try self.init(
            text.utf8.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false).map {
                String(Substring($0))
            })
    }

    /// Makes a list.
    /// - Throws: ``OAuthError`` `invalid_scope` for what is no scope, and for too many.
    public init(_ scopes: [String]) throws(OAuthError) {
        guard scopes.count <= Self.maximumCount, scopes.allSatisfy(Scope.isValid) else {
            throw OAuthError(
                .invalidScope,
                "The scope must be at most \(Self.maximumCount) words of printable ASCII with one space between them.")
        }
        var values: [String] = []
        for scope in scopes where !Scope.contains(values, scope) { values.append(scope) }
        self.values = values
    }

    /// Whether there are none.
    public var isEmpty: Bool { values.isEmpty }

    /// Whether a scope is among them.
    public func contains(_ scope: String) -> Bool { Scope.contains(values, scope) }

    /// Whether all of them are among others.
    public func isSubset(of other: ScopeList) -> Bool { values.allSatisfy(other.contains) }

    /// Those that are among others too, in their order.
    public func intersection(_ other: ScopeList) -> ScopeList { filtered(other.contains) }

    /// Those for which something holds, in their order.
    func filtered(_ isKept: (String) -> Bool) -> ScopeList { ScopeList(checked: values.filter(isKept)) }

    /// The scopes with a space between them, as requests and answers have them.
    public var description: String { values.joined(separator: " ") }
}
