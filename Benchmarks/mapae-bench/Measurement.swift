/// What was found out about one thing.
struct Measurement {
    let name: String
    var median: Duration?
    var lowest: Duration?
    /// Requests for memory per operation, where they can be counted.
    var allocations: Int?
    var baseline: String?
    /// How many times the baseline's time.
    var ratio: Double?
    /// How much longer than the baseline.
    var excess: Duration?
    /// A size, for what is no time.
    var bytes: Int?

    init(name: String) { self.name = name }
}
