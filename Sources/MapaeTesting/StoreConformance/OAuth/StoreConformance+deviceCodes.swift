import MapaeStore

extension StoreConformance {
    /// The promises about requests of devices.
    static let deviceCodes: [Check<any OAuthStore>] = [
        Check("a device's request is found by either code, with every field as it was") { store in
            try await add(clients: "app", "", to: store)
            for request in asked {
                let isNew = try await store.insertIfAbsent(request, recording: [])
                try require(isNew, "The codes of a new request are taken.")
            }
            for request in asked {
                try requireSame(request, try await look(atDevice: request.digest, store)?.request)
                try requireSame(request, try await store.deviceCode(userCodeDigest: request.userCodeDigest))
            }
            for other in [Array(device(1).userCodeDigest.dropLast()), device(1).userCodeDigest + [0], digest(1)] {
                let found = try await store.deviceCode(userCodeDigest: other)
                try require(found == nil, "Another digest finds a request.")
            }
        },
        Check("of a request is replaced what changes, and nothing else") { store in
            try await add(clients: "app", "other", to: store)
            _ = try await store.insertIfAbsent(device(1), recording: [])
            var put = DeviceCodeRecord(
                digest: digest(7), userCodeDigest: [8], clientID: "other", grantID: "other", endsAt: 1, details: [1],
                state: "", interval: .max)
            var expected = device(1)
            for text in [nil, "", "\u{E9}", "e\u{301}"] as [String?] {
                put.state = text ?? "x"
                put.interval -= 1
                put.askedAt = text.map { Int64($0.utf8.count) }
                put.subject = text
                put.loginID = text
                put.epoch = text == nil ? nil : .min
                put.decision = text.map { Array($0.utf8) }
                let next = put
                _ = try await store.change(deviceCode: digest(1)) { _ in GrantChange(.put(next), outcome: 0) }
                expected.state = put.state
                expected.interval = put.interval
                expected.askedAt = put.askedAt
                expected.subject = text
                expected.loginID = text
                expected.epoch = put.epoch
                expected.decision = put.decision
                try requireSame(expected, try await look(atDevice: digest(1), store)?.request)
                try requireSame(expected, try await store.deviceCode(userCodeDigest: device(1).userCodeDigest))
            }
            for other in [[8], put.digest] {
                let (byUser, byDevice) = (
                    try await store.deviceCode(userCodeDigest: other), try await look(atDevice: other, store)
                )
                try require(byUser == nil && byDevice == nil, "A change gave a request another code.")
            }
        },
        Check("a request whose device code or user code is taken changes nothing") { store in
            try await add(clients: "app", to: store)
            let isNew = try await store.insertIfAbsent(device(1), recording: [sample("asked")])
            try require(isNew, "The codes of a new request are taken.")
            let other = device(2)
            for (digest, userCode) in [
                (device(1).digest, other.userCodeDigest), (other.digest, device(1).userCodeDigest),
                (device(1).digest, device(1).userCodeDigest),
            ] {
                let request = DeviceCodeRecord(
                    digest: digest, userCodeDigest: userCode, clientID: "app", grantID: "x", endsAt: 1, details: [],
                    state: "x", interval: 1)
                let isNew = try await store.insertIfAbsent(request, recording: [sample("x")])
                try require(!isNew, "A code is taken twice.")
            }
            try requireSame(device(1), try await look(atDevice: digest(1), store)?.request)
            let byUser = try await store.deviceCode(userCodeDigest: other.userCodeDigest)
            let byDevice = try await look(atDevice: other.digest, store)
            try require(byUser == nil && byDevice == nil, "A request that was refused is found.")
            try require(try await recorded(store) == ["asked"], "What changed nothing was recorded.")
        },
        Check("a request of a client that there is not is refused") { store in
            let isNew = try await store.insertIfAbsent(device(1), recording: [sample("x")])
            try require(!isNew, "A request is kept without its client.")
            try await add(clients: "app", to: store)
            try require(try await look(atDevice: digest(1), store) == nil, "A request is kept without its client.")
            try require(try await recorded(store).isEmpty, "What changed nothing was recorded.")
        },
        Check("a request that is removed is gone, and its codes are free") { store in
            try await add(clients: "app", to: store)
            for _ in 1...2 {
                let isNew = try await store.insertIfAbsent(device(1), recording: [])
                try require(isNew, "The code of a removed request is taken.")
                let change = try await store.change(deviceCode: digest(1)) { known in
                    GrantChange(.remove, outcome: known?.request)
                }
                try requireSame(device(1), change.outcome)
                let byUser = try await store.deviceCode(userCodeDigest: device(1).userCodeDigest)
                let byDevice = try await look(atDevice: digest(1), store)
                try require(byUser == nil && byDevice == nil, "A removed request is found.")
            }
        },
        Check("requests are forgotten when they have died, and not before") { store in
            try await add(clients: "app", to: store)
            for number in 0..<8 {
                _ = try await store.insertIfAbsent(device(number, endsAt: number == 7 ? 11 : 10), recording: [])
            }
            let early = try await store.purgeDeviceCodes(endedBefore: 10, limit: 100)
            try require(early == 0, "Requests are forgotten too early.")
            try await drain(
                7, "requests",
                left: {
                    var left = -1
                    for number in 0..<8 {
                        let found = try await store.deviceCode(userCodeDigest: device(number).userCodeDigest)
                        if found != nil { left += 1 }
                    }
                    return left
                }
            ) { try await store.purgeDeviceCodes(endedBefore: 11, limit: $0) }
            let isNew = try await store.insertIfAbsent(device(0), recording: [])
            try require(isNew, "The codes of a forgotten request are taken.")
        },
    ]

    /// The promises about the device that asks and the user who decides.
    static let deviceDecisions: [Check<any OAuthStore>] = [
        Check("of many that come with one device code at once, one gets what was decided") { store in
            try await add(clients: "app", to: store)
            _ = try await store.insertIfAbsent(device(1), recording: [])
            _ = try await store.change(deviceCode: digest(1)) { _ in GrantChange(.put(decided(1)), outcome: 0) }
            let grants = try await contend { _ in
                try await store.change(deviceCode: digest(1)) { known -> GrantChange<DeviceCodeFate, String?> in
                    guard let (request, _) = known, request.state == "allowed" else {
                        return GrantChange(.keep, outcome: nil)
                    }
                    return GrantChange(
                        .remove, GrantEffects(beginning: grant(request.grantID)), outcome: request.grantID)
                }.outcome
            }.compactMap(\.self)
            try require(grants == ["grant 1"], "\(grants.count) of \(contenders) have exchanged one device code.")
            let begun = try await store.sessions(of: "ada").map(\.id)
            try require(begun == grants, "Of one device code came \(begun.count) grants.")
        },
        Check("O46: of many that decide at once one does, while no question of the device's is lost") { store in
            try await add(clients: "app", to: store)
            _ = try await store.insertIfAbsent(device(1), recording: [])
            let winners = try await contend { contender in
                try await store.change(deviceCode: digest(1)) { known -> GrantChange<DeviceCodeFate, String?> in
                    guard var (request, _) = known else { return GrantChange(.keep, outcome: nil) }
                    if contender.isMultiple(of: 2) {
                        request.interval += 1
                        return GrantChange(.put(request), outcome: nil)
                    }
                    guard request.subject == nil else { return GrantChange(.keep, outcome: nil) }
                    request.subject = "\(contender)"
                    return GrantChange(.put(request), outcome: request.subject)
                }.outcome
            }.compactMap(\.self)
            let found = try await look(atDevice: digest(1), store)?.request
            try require(
                winners.count == 1 && found?.subject == winners.first,
                "\(winners.count) have decided about one request.")
            try require(
                found?.interval == 5 + Int64(contenders / 2), "Questions of a device are lost while a user decides.")
        },
        Check("of many requests with one user code at once, one gets it") { store in
            try await add(clients: "app", to: store)
            let added = try await contend { contender in
                let request = DeviceCodeRecord(
                    digest: digest(contender), userCodeDigest: [1], clientID: "app", grantID: "\(contender)", endsAt: 1,
                    details: [], state: "", interval: 1)
                return try await store.insertIfAbsent(request, recording: []) ? "\(contender)" : nil
            }.compactMap(\.self)
            let found = try await store.deviceCode(userCodeDigest: [1])
            try require(added.count == 1 && found?.grantID == added.first, "\(added.count) got one user code.")
        },
    ]

    private static let asked: [DeviceCodeRecord] = {
        var full = decided(2)
        full.loginID = "login"
        full.askedAt = 1_700_000_000_123
        full.epoch = 3
        var odd = DeviceCodeRecord(
            digest: [], userCodeDigest: [0], clientID: "", grantID: "", endsAt: .min,
            details: (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }, state: "", interval: .max)
        odd.subject = ""
        odd.loginID = ""
        odd.epoch = .min
        odd.askedAt = .max
        odd.decision = []
        var empty = DeviceCodeRecord(
            digest: [0], userCodeDigest: [], clientID: "app", grantID: "e\u{301}", endsAt: .max, details: [],
            state: "\u{E9}", interval: .min)
        empty.subject = "e\u{301}"
        return [device(1), full, odd, empty]
    }()

    private static func requireSame(
        _ request: DeviceCodeRecord, _ found: DeviceCodeRecord?
    ) throws(ConformanceFailure) {
        guard let found else { throw ConformanceFailure("A device's request is not found.") }
        try require(
            found == request && same(found.subject, request.subject) && same(found.grantID, request.grantID)
                && same(found.loginID, request.loginID) && same(found.state, request.state),
            "A device's request is not what was stored.")
    }
}
