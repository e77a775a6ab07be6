/// A store broke a promise.
public struct ConformanceFailure: Error, Sendable, CustomStringConvertible {
    /// What happened instead, as a sentence.
    public let sentence: String

    /// Creates a failure.
    /// - Parameter sentence: What happened instead of what was promised.
    public init(_ sentence: String) {
        self.sentence = sentence
    }

    /// The sentence.
    public var description: String { sentence }
}
