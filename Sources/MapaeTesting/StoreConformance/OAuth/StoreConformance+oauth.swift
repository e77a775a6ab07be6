public import MapaeStore

extension StoreConformance {
    /// The promises of every `OAuthStore` beyond those of an `AccountStore`, which are ``accounts``.
    public static let oauth: [Check<any OAuthStore>] =
        emptiness + clients + clientRemovals + codes + codeContexts + grantEffects + deviceCodes + deviceDecisions
        + opaqueTokens + opaqueTokenEnds + consents + withdrawals + pushedRequests + usedOnce
        + logouts + logoutClaims

    /// The promises of a store in which there is nothing.
    private static let emptiness: [Check<any OAuthStore>] = [
        Check("an empty store has no client and nothing of any") { store in
            try require(try await store.client(id: "app") == nil, "An empty store finds a client.")
            try require(try await store.clients(after: nil, limit: 9).isEmpty, "An empty store lists clients.")
            for fate in [ClientFate.keep, .put(client("app")), .remove] {
                let result = try await store.change(client: "app") { known in
                    ClientChange(fate, outcome: known == nil, ending: ending)
                }
                try require(result.outcome && result.ended.isEmpty, "An empty store shows a client.")
                try require(try await store.client(id: "app") == nil, "A change of a client adds it.")
            }
            let digest = digest(1)
            let code = try await store.change(code: digest) { known in
                GrantChange(.use(at: 1, keptUntil: 2), outcome: known == nil)
            }
            try require(code.outcome, "An empty store shows a code.")
            for fate in [DeviceCodeFate.keep, .put(device(1)), .remove] {
                let change = try await store.change(deviceCode: digest) { known in
                    GrantChange(fate, outcome: known == nil)
                }
                try require(change.outcome, "An empty store shows a device's request.")
            }
            try require(
                try await store.deviceCode(userCodeDigest: [1]) == nil, "An empty store finds a device's request.")
            try require(try await store.opaqueToken(digest: digest) == nil, "An empty store finds a token.")
            try require(try await store.consent(of: "ada", for: "app") == nil, "An empty store finds a consent.")
            try require(try await store.consents(of: "ada").isEmpty, "An empty store lists consents.")
            let withdrawn = try await withdraw("ada", "app", store)
            try require(withdrawn == nil, "An empty store takes back a consent.")
            let pushed = try await store.consume(pushedRequest: digest, of: "app")
            try require(pushed == nil, "An empty store has a pushed request.")
            try require(try await store.nextLogout() == nil, "An empty store has a logout.")
            try require(try await claim(store).isEmpty, "An empty store has a logout that is due.")
            var gone = try await store.purgeCodes(keptUntilBefore: .max, limit: 9)
            gone += try await store.purgeDeviceCodes(endedBefore: .max, limit: 9)
            gone += try await store.purgeOpaqueTokens(endedBefore: .max, limit: 9)
            gone += try await store.purgePushedRequests(endedBefore: .max, limit: 9)
            gone += try await store.purgeClientLogins(keptUntilBefore: .max, limit: 9)
            gone += try await store.purgeUsedOnce(rememberedUntilBefore: .max, limit: 9)
            try require(gone == 0, "An empty store forgets.")
        }
    ]
}
