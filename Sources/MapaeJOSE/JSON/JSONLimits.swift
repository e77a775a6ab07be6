/// How large a JSON text may be in ways that cost time or stack before anything is known of its author.
public struct JSONLimits: Sendable, Hashable {
    /// How deep arrays and objects may nest. Reading nested values uses the stack, so this must stay small.
    public var depth: Int
    /// How many object members there may be, all objects together. Finding duplicates compares names with each other.
    public var members: Int
    /// Whether a text may hold U+0000. C libraries and some databases cut a text there, so two readers could differ.
    public var allowsNUL: Bool

    /// Creates limits.
    /// - Parameters:
    ///   - depth: Levels of nesting.
    ///   - members: Object members in all.
    ///   - allowsNUL: Whether a text may hold U+0000.
    public init(depth: Int = 16, members: Int = 256, allowsNUL: Bool = false) {
        self.depth = depth
        self.members = members
        self.allowsNUL = allowsNUL
    }
}
