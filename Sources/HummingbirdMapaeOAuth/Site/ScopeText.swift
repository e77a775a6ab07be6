/// What a scope means, in words for users.
public struct ScopeText: Sendable, Hashable {
    /// The scope.
    public var scope: String
    /// The language of the words.
    public var language: PageLanguage
    /// What a client can do with it, such as "Read your orders".
    public var text: String

    /// Creates a text.
    /// - Parameters:
    ///   - scope: The scope.
    ///   - text: What a client can do with it.
    ///   - language: The language of the words.
    public init(_ scope: String, _ text: String, _ language: PageLanguage = .english) {
        self.scope = scope
        self.language = language
        self.text = text
    }
}
