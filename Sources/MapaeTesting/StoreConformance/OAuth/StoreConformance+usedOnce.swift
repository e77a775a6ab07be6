import MapaeStore

extension StoreConformance {
    /// The promises about what may be used once.
    static let usedOnce: [Check<any OAuthStore>] = [
        Check("R18: what was used once is not used again, and nothing else is taken for it") { store in
            let digests: [[UInt8]] = [[], [0], [0, 0], [1], digest(1), digest(2), Array(digest(1).dropLast())]
            for round in 0..<3 {
                for digest in digests {
                    let isFirst = try await store.useOnce(digest, rememberingUntil: Int64(10 - round))
                    try require(isFirst == (round == 0), "What may be used once is used in round \(round).")
                }
            }
        },
        Check("of many that use one thing at once, one does") { store in
            let uses = try await contend { try await store.useOnce(digest(1), rememberingUntil: Int64($0)) }
            let count = uses.filter(\.self).count
            try require(count == 1, "\(count) of \(contenders) used what may be used once.")
        },
        Check("what was used once is remembered until the latest moment that was said, and then forgotten") { store in
            for (first, second, end) in [(10, 10, 10), (10, 5, 10), (5, 10, 10), (10, .min, 10)]
                as [(Int64, Int64, Int64)]
            {
                for moment in [first, second] { _ = try await store.useOnce([1], rememberingUntil: moment) }
                let early = try await store.purgeUsedOnce(rememberedUntilBefore: end, limit: 9)
                let isFree = try await store.useOnce([1], rememberingUntil: .min)
                try require(early == 0 && !isFree, "What was used once was forgotten too early.")
                let gone = try await store.purgeUsedOnce(rememberedUntilBefore: end + 1, limit: 9)
                try require(gone == 1, "What was used once is not forgotten.")
            }
            let isFree = try await store.useOnce([1], rememberingUntil: .max)
            try require(isFree, "What was forgotten cannot be used.")
            let early = try await store.purgeUsedOnce(rememberedUntilBefore: .max, limit: 9)
            try require(early == 0, "What is remembered for ever was forgotten.")
        },
        Check("no more of it is forgotten at once than was asked for") { store in
            for number in 0..<7 { _ = try await store.useOnce(digest(number), rememberingUntil: 10) }
            _ = try await store.useOnce(digest(7), rememberingUntil: 11)
            var rest = 7
            while rest > 0 {
                let gone = try await store.purgeUsedOnce(rememberedUntilBefore: 11, limit: 4)
                try require(gone == min(4, rest), "\(gone) were forgotten at once, of \(rest).")
                rest -= gone
            }
            let last = try await store.useOnce(digest(7), rememberingUntil: 11)
            let first = try await store.useOnce(digest(0), rememberingUntil: 11)
            try require(!last && first, "Something else was forgotten.")
        },
    ]
}
