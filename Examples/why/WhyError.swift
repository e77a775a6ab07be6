/// Why there is nothing to show.
struct WhyError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
