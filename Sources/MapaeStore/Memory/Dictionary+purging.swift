extension Dictionary {
    /// Removes values that are over, and no more than a limit.
    /// - Returns: How many went.
    mutating func purge(limit: Int, where isOver: (Value) -> Bool) -> Int {
        var over: [Key] = []
        for (key, value) in self {
            guard over.count < limit else { break }
            if isOver(value) { over.append(key) }
        }
        for key in over { removeValue(forKey: key) }
        return over.count
    }
}
