import Mapae
import MapaeJOSE
import Testing

@Suite("Nonces for DPoP proofs (RFC 9449 section 8)")
struct DPoPNonceTests {
    private let nonces = DPoPNonces(secret: Array(repeating: 1, count: 32), period: .seconds(120))

    @Test("O44: a nonce is good for its period and the next one, and no longer, and not before")
    func periods() {
        let start = NumericDate(seconds: 120 * 1_000_000)
        let nonce = nonces.nonce(at: start)
        for (seconds, isGood): (Int64, Bool) in [
            (0, true), (119, true), (120, true), (239, true), (240, false), (-1, false),
        ] {
            #expect(nonces.isGood(nonce, at: start.advanced(by: .seconds(seconds))) == isGood, "\(seconds)")
        }
        #expect(nonces.nonce(at: start.advanced(by: .seconds(119))) == nonce)
        #expect(nonces.nonce(at: start.advanced(by: .seconds(120))) != nonce)
    }

    @Test("O44: one that was guessed, changed or made by another server is none")
    func forged() {
        let now = NumericDate(seconds: 1_700_000_000)
        let nonce = nonces.nonce(at: now)
        let other = DPoPNonces(secret: Array(repeating: 2, count: 32), period: .seconds(120)).nonce(at: now)
        for text in ["", "x", other, nonce + "A", String(nonce.dropLast()), nonce.lowercased() + "x"] {
            #expect(!nonces.isGood(text, at: now))
        }
        #expect(nonces.isGood(nonce, at: now))
        // The first and the last of all moments.
        for moment in [NumericDate(seconds: 0), NumericDate(seconds: .max)] {
            #expect(nonces.isGood(nonces.nonce(at: moment), at: moment))
        }
    }

    @Test("O42: a proof is used once; what is remembered is bounded, and nothing is forgotten to make room")
    func replays() throws {
        let replays = DPoPReplays(limit: 3)
        let now = NumericDate(seconds: 1_700_000_000)
        func use(_ number: UInt8, at moment: NumericDate) throws {
            try replays.use([number], of: "k", until: moment.advanced(by: .seconds(60)), at: moment)
        }
        for number: UInt8 in 1...3 {
            try use(number, at: now)
            #expect(throws: DPoPError(.invalidProof)) { try use(number, at: now) }
        }
        #expect(throws: DPoPError(.temporarilyUnavailable)) { try use(4, at: now) }
        #expect(throws: DPoPError(.invalidProof)) { try use(1, at: now) }
        let later = now.advanced(by: .seconds(62))
        try use(4, at: later)
        #expect(replays.count == 1)
    }

    @Test("O42: a share is of whom a token is about, with all keys, and of the key where it is about nobody")
    func holders() {
        func holder(_ issuer: String?, _ subject: String, _ key: String = "k") -> String {
            DPoPReplays.holder(issuer: issuer, subject: subject, key: key)
        }
        let ada = holder("https://a.example", "ada")
        #expect(holder("https://a.example", "ada", "l") == ada && ada.utf8.count == 43)
        let others = [
            ada, holder("https://a.example", "eve"), holder("https://b.example", "ada"), holder(nil, "ada"),
            holder("https://a.examplea", "da"), holder(nil, "https://a.exampleada"), holder("https://a.example", ""),
        ]
        #expect(Set(others).count == others.count)
        #expect(holder("https://a.example", "", "l") == "l")
    }

    @Test("O42: where keys have a share, one that has used it up keeps out no other, until its proofs have ended")
    func shares() throws {
        let replays = DPoPReplays(limit: 5, share: 2)
        let now = NumericDate(seconds: 1_700_000_000)
        func use(_ number: UInt8, of key: String, at moment: NumericDate) throws {
            try replays.use([number], of: key, until: moment.advanced(by: .seconds(60)), at: moment)
        }
        for key in ["a", "b"] {
            for number: UInt8 in 1...2 {
                try use(number, of: key, at: now)
                #expect(throws: DPoPError(.invalidProof)) { try use(number, of: key, at: now) }
            }
            #expect(throws: DPoPError(.temporarilyUnavailable)) { try use(3, of: key, at: now) }
        }
        try use(1, of: "c", at: now)
        // All together have their limit too.
        #expect(throws: DPoPError(.temporarilyUnavailable)) { try use(1, of: "d", at: now) }
        #expect(replays.count == 5)
        let later = now.advanced(by: .seconds(62))
        for number: UInt8 in 4...5 { try use(number, of: "a", at: later) }
        try use(1, of: "d", at: later)
        #expect(replays.count == 3)
    }
}
