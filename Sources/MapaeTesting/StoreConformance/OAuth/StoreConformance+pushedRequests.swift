import MapaeStore

extension StoreConformance {
    /// The promises about pushed requests.
    static let pushedRequests: [Check<any OAuthStore>] = [
        Check("O50: a pushed request is had once, as it was, and by its client alone") { store in
            try await add(clients: "app", "\u{E9}", "e\u{301}", to: store)
            let requests = [
                pushed(1),
                PushedRequestRecord(
                    digest: [], clientID: "\u{E9}", endsAt: .min,
                    parameters: (0..<50_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }),
                PushedRequestRecord(digest: [0], clientID: "app", endsAt: .max, parameters: []),
            ]
            for request in requests { try await store.insert(request) }
            for request in requests {
                let others = ["e\u{301}", "App", "app\0", "", request.clientID == "app" ? "\u{E9}" : "app"]
                for other in others {
                    let stolen = try await store.consume(pushedRequest: request.digest, of: other)
                    try require(stolen == nil, "Another client gets a pushed request.")
                }
                for digest in [request.digest + [9], [7]] {
                    let found = try await store.consume(pushedRequest: digest, of: request.clientID)
                    try require(found == nil, "Another digest finds a pushed request.")
                }
                let found = try await store.consume(pushedRequest: request.digest, of: request.clientID)
                try require(
                    found == request && same(found?.clientID, request.clientID),
                    "A pushed request is not what was stored.")
                let again = try await store.consume(pushedRequest: request.digest, of: request.clientID)
                try require(again == nil, "A pushed request is had twice.")
            }
        },
        Check("a pushed request whose digest is taken is a fault, and changes nothing") { store in
            try await add(clients: "app", "other", to: store)
            try await store.insert(pushed(1))
            let failed = try await fails { try await store.insert(pushed(1, client: "other")) }
            try require(failed, "A pushed request took the place of another.")
            let stolen = try await store.consume(pushedRequest: digest(1), of: "other")
            let found = try await store.consume(pushedRequest: digest(1), of: "app")
            try require(stolen == nil && found == pushed(1), "A pushed request was replaced.")
        },
        Check("a pushed request of a client that there is not is not kept") { store in
            try await store.insert(pushed(1))
            try await add(clients: "app", to: store)
            let lost = try await store.consume(pushedRequest: digest(1), of: "app")
            try require(lost == nil, "A pushed request is kept without its client.")
            try await store.insert(pushed(1))
            let kept = try await store.consume(pushedRequest: digest(1), of: "app")
            try require(kept == pushed(1), "A pushed request is not found.")
        },
        Check("of many that ask for one pushed request at once, one gets it") { store in
            try await add(clients: "app", to: store)
            try await store.insert(pushed(1))
            let got = try await contend { _ in
                try await store.consume(pushedRequest: digest(1), of: "app")
            }.compactMap(\.self)
            try require(got.count == 1, "\(got.count) of \(contenders) got one pushed request.")
        },
        Check("pushed requests are forgotten when they have died, and not before") { store in
            try await add(clients: "app", to: store)
            for number in 0..<8 { try await store.insert(pushed(number, endsAt: number == 7 ? 11 : 10)) }
            let early = try await store.purgePushedRequests(endedBefore: 10, limit: 100)
            try require(early == 0, "Pushed requests are forgotten too early.")
            var rest = 7
            while rest > 0 {
                let gone = try await store.purgePushedRequests(endedBefore: 11, limit: 4)
                try require(gone == min(4, rest), "\(gone) pushed requests were forgotten at once, of \(rest).")
                rest -= gone
            }
            var left: [Int] = []
            for number in 0..<8 {
                if try await store.consume(pushedRequest: digest(number), of: "app") != nil { left.append(number) }
            }
            try require(left == [7], "The pushed requests \(left) are left.")
        },
    ]
}
