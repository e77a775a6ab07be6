/// Clients of one way that ask as fast as they get answers, a while now and a while later.
actor Load {
    private static let clients = 8
    /// After so many requests a client is another one, which has to log in.
    private static let requestsPerLogin = 1000

    /// A client between two whiles.
    private struct Visitor {
        let proof: Proof
        var requests = 0
    }

    private let client: Client
    private let counts: Counts
    private var visitors: [Visitor] = []
    private var sum: Row.Sum

    init(_ way: Way, _ user: Credentials, _ port: Int, _ counts: Counts) async throws {
        self.client = Client(way, user, port)
        self.counts = counts
        // One request that does not count: connections and statements are made by the first.
        let proof = try await client.logIn()
        try await Self.ask(client, proof)
        self.sum = Row.Sum(way: way, proof: proof)
    }

    /// What has been counted so far.
    var counted: Row.Sum { sum }

    /// Lets the clients ask for some time, and counts.
    func go(on time: Duration) async throws {
        let before = (reads: counts.storeReads, passwords: counts.passwordsSeen)
        let start = ContinuousClock.now
        let waiting: [Visitor?] = visitors.isEmpty ? Array(repeating: nil, count: Self.clients) : visitors
        let (client, end) = (client, start + time)
        var requests = 0
        visitors = []
        try await withThrowingTaskGroup(of: (Visitor, Int).self) { group in
            for visitor in waiting { group.addTask { try await Self.go(on: end, visitor, client) } }
            for try await (visitor, count) in group {
                visitors.append(visitor)
                requests += count
            }
        }
        sum.requests += requests
        sum.seconds += (ContinuousClock.now - start) / .seconds(1)
        sum.storeReads += counts.storeReads - before.reads
        sum.passwords += counts.passwordsSeen - before.passwords
    }

    /// One client, until the end.
    private static func go(
        on end: ContinuousClock.Instant, _ visitor: Visitor?, _ client: Client
    ) async throws -> (Visitor, Int) {
        var visitor = if let visitor { visitor } else { Visitor(proof: try await client.logIn()) }
        var requests = 0
        repeat {
            if visitor.requests == requestsPerLogin { visitor = Visitor(proof: try await client.logIn()) }
            try await ask(client, visitor.proof)
            visitor.requests += 1
            requests += 1
        } while ContinuousClock.now < end
        return (visitor, requests)
    }

    private static func ask(_ client: Client, _ proof: Proof) async throws {
        let status = try await client.ask(showing: proof)
        // A server that refuses is fast; that would measure nothing.
        guard status == 200 else { throw WhyError("a request got \(status)") }
    }
}
