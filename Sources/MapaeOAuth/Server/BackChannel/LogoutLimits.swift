/// How much is done at once to tell clients of logouts, and how many may wait.
struct LogoutLimits: Sendable {
    /// How many clients are told at once. Each is told of one logout at a time, so one that does not answer holds up no other.
    var concurrency = 12
    /// How long a client has to answer.
    var answer = Duration.seconds(10)
    /// How long a logout that was claimed is nobody else's, in milliseconds: longer than telling it takes.
    var lease: Int64 = 60_000
    /// How many logouts may wait for one client.
    var perClient = 10_000
    /// How many logouts may wait in all.
    var overall = 100_000
    /// How long nobody looks whether something is due, unless it is known that it is.
    var interval = Duration.seconds(15)
}
