import MapaeStore

extension StoreConformance {
    /// The promises about authorization codes.
    static let codes: [Check<any OAuthStore>] = [
        Check("a code is shown with every field as it was, and is used with what is said of it") { store in
            try await add(clients: "app", "", to: store)
            for code in given {
                try await store.insert(code, recording: [])
                try requireSame(code, try await look(atCode: code.digest, store)?.code)
            }
            for code in given {
                for (moment, end) in [(7, 8), (.min, .max), (9, 3)] as [(Int64, Int64)] {
                    let change = try await store.change(code: code.digest) { known in
                        GrantChange(.use(at: moment, keptUntil: end), outcome: known?.code.grantID)
                    }
                    var used = code
                    used.usedAt = moment
                    used.keptUntil = end
                    try require(same(change.outcome, code.grantID), "A change shows another code.")
                    try requireSame(used, try await look(atCode: code.digest, store)?.code)
                }
            }
        },
        Check("O11: of many that come with one code at once, one sees it unused, and one grant comes of it") { store in
            try await add(clients: "app", to: store)
            try await store.insert(code(1), recording: [])
            let grants = try await contend { _ in try await redeem(1, store) }.compactMap(\.self)
            try require(grants == ["grant 1"], "\(grants.count) of \(contenders) have exchanged one code.")
            let begun = try await store.sessions(of: "ada").map(\.id)
            try require(begun == grants, "Of one code came \(begun.count) grants.")
            let used = try await look(atCode: digest(1), store)
            try require(used?.code.usedAt == 9 && used?.context.grant?.id == "grant 1", "A used code is not shown so.")
        },
        Check("a code whose digest is taken is a fault, and changes nothing") { store in
            try await add(clients: "app", to: store)
            try await store.insert(code(1), recording: [sample("given")])
            let failed = try await fails {
                try await store.insert(code(1, of: "grace"), recording: [sample("x")])
            }
            try require(failed, "A code took the place of another.")
            try requireSame(code(1), try await look(atCode: digest(1), store)?.code)
            try require(try await recorded(store) == ["given"], "What changed nothing was recorded.")
        },
        Check("a code of a client that there is not is not kept") { store in
            try await store.insert(code(1), recording: [sample("x")])
            try await add(clients: "app", to: store)
            try require(try await look(atCode: digest(1), store) == nil, "A code is kept without its client.")
            try require(try await recorded(store).isEmpty, "A code that was not kept was recorded.")
            try await store.insert(code(1), recording: [])
            try requireSame(code(1), try await look(atCode: digest(1), store)?.code)
        },
        Check("R17: a code is not found by a part of its digest, or by more than it") { store in
            try await add(clients: "app", to: store)
            try await store.insert(code(1), recording: [])
            for other in [[], Array(digest(1).dropLast()), digest(1) + [0], digest(2)] {
                let found = try await store.change(code: other) { known in
                    GrantChange(.use(at: 1, keptUntil: 1), outcome: known != nil)
                }
                try require(!found.outcome, "Another digest finds a code.")
            }
            try requireSame(code(1), try await look(atCode: digest(1), store)?.code)
        },
        Check("codes are forgotten when they need not be remembered, and not before") { store in
            try await add(clients: "app", to: store)
            for number in 0..<7 { try await store.insert(code(number, keptUntil: 10), recording: []) }
            try await store.insert(code(7, keptUntil: 11), recording: [])
            let early = try await store.purgeCodes(keptUntilBefore: 10, limit: 100)
            try require(early == 0, "Codes are forgotten too early.")
            try await drain(
                7, "codes",
                left: {
                    var left = -1
                    for number in 0..<8 where try await look(atCode: digest(number), store) != nil { left += 1 }
                    return left
                }
            ) { try await store.purgeCodes(keptUntilBefore: 11, limit: $0) }
            _ = try await store.change(code: digest(7)) { _ in GrantChange(.use(at: 5, keptUntil: 50), outcome: 0) }
            let kept = try await store.purgeCodes(keptUntilBefore: 50, limit: 100)
            let gone = try await store.purgeCodes(keptUntilBefore: 51, limit: 100)
            try require(kept == 0 && gone == 1, "A code that was used is not kept as long as was said.")
        },
    ]

    private static let given = [
        code(1),
        CodeRecord(
            digest: [], clientID: "app", subject: "\u{E9}", loginID: "", epoch: .max, grantID: "e\u{301}", endsAt: .min,
            usedAt: .min, keptUntil: .max, details: (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }),
        CodeRecord(
            digest: [0], clientID: "", subject: "", loginID: nil, epoch: .min, grantID: "", endsAt: .max, usedAt: 0,
            keptUntil: .min, details: []),
    ]

    private static func requireSame(_ code: CodeRecord, _ found: CodeRecord?) throws(ConformanceFailure) {
        guard let found else { throw ConformanceFailure("A code is not shown to whoever wants to exchange it.") }
        try require(
            found == code && same(found.subject, code.subject) && same(found.grantID, code.grantID)
                && same(found.loginID, code.loginID) && same(found.clientID, code.clientID),
            "A code is not what was stored.")
    }
}
