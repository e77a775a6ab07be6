/// What came out for one way.
struct Row: Encodable, Sendable {
    /// What was counted.
    struct Sum: Sendable {
        let way: Way
        /// One that works, to show to the second process.
        let proof: Proof
        var requests = 0
        var seconds = 0.0
        var storeReads = 0
        var passwords = 0
    }

    let way: Way
    let requests: Int
    let requestsPerSecond: Double
    let storeReadsPerRequest: Double
    let passwordsPer1000Requests: Double
    /// How long what the client carries works for a thief; `nil`: until the password is changed.
    let stolenForSeconds: Int?

    init(_ sum: Sum) {
        self.way = sum.way
        self.requests = sum.requests
        self.requestsPerSecond = Double(sum.requests) / sum.seconds
        self.storeReadsPerRequest = Double(sum.storeReads) / Double(sum.requests)
        self.passwordsPer1000Requests = Double(sum.passwords) * 1000 / Double(sum.requests)
        self.stolenForSeconds = sum.proof.seconds
    }
}
