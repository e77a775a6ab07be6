/// Logouts of a client that were dropped, as there were too many.
public struct LogoutOverflow: Sendable, Hashable {
    /// The client that is not told.
    public let clientID: String
    /// How many.
    public let count: Int

    /// Creates one.
    /// - Parameters:
    ///   - clientID: The client that is not told.
    ///   - count: How many.
    public init(clientID: String, count: Int) {
        self.clientID = clientID
        self.count = count
    }

    /// What is too much. Whoever has the most loses first, so that one client's logouts displace no other's.
    /// - Parameters:
    ///   - waiting: How many logouts of each client wait.
    ///   - perClient: The most that may wait for one client.
    ///   - overall: The most that may wait in all.
    package static func beyond(
        _ waiting: [LogoutOverflow], perClient: Int, overall: Int
    ) -> [LogoutOverflow] {
        var room = max(overall, 0)
        var clients = waiting.count
        var overflow: [LogoutOverflow] = []
        for client in waiting.sorted(by: { $0.count < $1.count }) {
            let kept = min(client.count, max(perClient, 0), room / clients)
            room -= kept
            clients -= 1
            if kept < client.count {
                overflow.append(LogoutOverflow(clientID: client.clientID, count: client.count - kept))
            }
        }
        return overflow
    }
}
