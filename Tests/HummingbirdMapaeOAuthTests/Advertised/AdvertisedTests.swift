import HTTPTypes
import HummingbirdTesting
import MapaeJOSE
import Testing

@Suite(
    "Whatever the metadata names is had, and of what it leaves out some is tried and refused (RFC 8414)",
    .timeLimit(.minutes(5)))
struct AdvertisedTests {
    @Test("Each member has a row in the tables of these tests, and each row is of a member")
    func complete() async throws {
        try await AdvertisedTrial.run { trial in
            let named = trial.metadata.members.map(\.name)
            let tried =
                AdvertisedMembers.addresses + Array(AdvertisedMembers.lists.keys) + Array(AdvertisedMembers.flags.keys)
            #expect(named.sorted() == tried.sorted())
            let texts = try await trial.documents()
            #expect(texts.count == 2 && Set(texts).count == 1)
        }
    }

    @Test("Each address is below the issuer, and is answered", arguments: AdvertisedMembers.addresses)
    func address(_ name: String) async throws {
        try await AdvertisedTrial.run { trial in
            guard name != "issuer" else {
                #expect(trial.metadata[name]?.string == TestSite.issuer)
                return
            }
            #expect(trial.metadata[name]?.string?.hasPrefix(TestSite.issuer + "/") == true)
            let answer = try await trial.visitor.send(.get, trial.path(name))
            #expect(answer.status != .notFound)
        }
    }

    @Test("Each value of each list is had in a flow of its own", arguments: AdvertisedMembers.lists.keys.sorted())
    func list(_ name: String) async throws {
        let list = try #require(AdvertisedMembers.lists[name])
        try await AdvertisedTrial.run { trial in
            let values = try trial.texts(name)
            #expect(!values.isEmpty && Set(values).count == values.count)
            for value in values { await Self.note("\(name): \(value)") { try await list.each(trial.fresh)(value) } }
            guard let refusal = list.refusal else { return }
            for other in list.others where !values.contains(other) {
                await Self.note("\(name): not \(other)") { try await refusal(trial.fresh)(other) }
            }
        }
    }

    @Test("What is true is so, and what is false is refused", arguments: AdvertisedMembers.flags.keys.sorted())
    func flag(_ name: String) async throws {
        let flag = try #require(AdvertisedMembers.flags[name])
        try await AdvertisedTrial.run { trial in
            #expect(trial.metadata[name]?.bool == flag.value)
            try await flag.flow(trial)()
        }
    }

    /// One value that fails hides no other.
    private static func note(_ name: String, _ flow: () async throws -> Void) async {
        do { try await flow() } catch { Issue.record(error, "\(name)") }
    }
}
