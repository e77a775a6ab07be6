/// A collection whose order changes from run to run, so that what it encodes has to be put in order: tokens are
/// deterministic.
protocol UnorderedElements {
    /// Whether it encodes keys and values in turn when its keys cannot be names.
    static var isPaired: Bool { get }
}

extension Dictionary: UnorderedElements {
    static var isPaired: Bool { true }
}

extension Set: UnorderedElements {
    static var isPaired: Bool { false }
}
