extension [SessionRecord] {
    /// The oldest first, and equally old ones by the bytes of their ids: the order that every store promises.
    package var inOrderOfCreation: [SessionRecord] {
        sorted { left, right in
            left.createdAt == right.createdAt
                ? left.id.utf8.lexicographicallyPrecedes(right.id.utf8) : left.createdAt < right.createdAt
        }
    }

    /// The one that was used least lately first: the order in which sessions make room for a new one.
    package var leastUsedFirst: [SessionRecord] {
        sorted { left, right in
            left.usedAt == right.usedAt
                ? left.id.utf8.lexicographicallyPrecedes(right.id.utf8) : left.usedAt < right.usedAt
        }
    }
}
