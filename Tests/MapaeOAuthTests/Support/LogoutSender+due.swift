@testable import MapaeOAuth

extension LogoutSender {
    /// Tells clients all that is due now, once.
    /// - Returns: How many logouts that were.
    @discardableResult
    func tellAllDue() async -> Int {
        var count = 0
        while !Task.isCancelled {
            let claimed = await claim()
            if claimed.isEmpty { break }
            count += claimed.count
            await withDiscardingTaskGroup { group in
                for logout in claimed { group.addTask { await self.tell(logout) } }
            }
        }
        return count
    }
}
