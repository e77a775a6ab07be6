import MapaeJOSE
import MapaeStore
import MapaeTesting
import Testing

@testable import Mapae

@Suite("What is revoked, in memory")
struct RevocationSetTests {
    private static let start: Int64 = 1_700_000_000

    private func token(_ jti: String?, _ sid: String? = nil) throws -> VerifiedToken {
        var claims: JSONObject = ["sub": "ada"]
        if let jti { claims["jti"] = .string(jti) }
        if let sid { claims["sid"] = .string(sid) }
        return VerifiedToken(
            subject: "ada", type: .access, isFresh: false, expirationTime: NumericDate(seconds: Self.start + 900),
            keyID: nil, claims: try ClaimSet(json: JSONValue.object(claims).serialized()))
    }

    private func filled() -> RevocationSet {
        let set = RevocationSet()
        set.markFilled()
        return set
    }

    @Test func `nothing can be said before the store was read`() throws {
        let set = RevocationSet()
        #expect(set.allows(try token("a")) == nil)
        set.add([Revocation(id: "a", endsAt: Self.start + 1)], at: NumericDate(seconds: Self.start))
        #expect(set.allows(try token("a")) == nil)
        set.markFilled()
        #expect(set.allows(try token("a")) == false)
        #expect(set.allows(try token("b")) == true)
    }

    @Test func `a token is stopped by its own id and by its session's, compared as bytes (R17)`() throws {
        let set = filled()
        let now = NumericDate(seconds: Self.start)
        set.add(["\u{E9}", "Abc", ""].map { Revocation(id: $0, endsAt: Self.start + 9) }, at: now)
        for (jti, sid, allowed) in [
            ("\u{E9}", nil, false), ("e\u{301}", nil, true), ("x", "\u{E9}", false), ("x", "e\u{301}", true),
            ("Abc", "x", false), ("abc", "ABC", true), ("Ab", "Abcd", true), (nil, nil, true), ("", nil, false),
        ] as [(String?, String?, Bool)] {
            #expect(set.allows(try token(jti, sid)) == allowed, "\(jti ?? "-") \(sid ?? "-")")
        }
    }

    @Test func `an id is found however the token writes it, and let go with its last entry (R17)`() throws {
        let set = filled()
        let now = NumericDate(seconds: Self.start)
        set.add([Revocation(id: "ab\u{E9}", endsAt: Self.start + 9)], at: now)
        for json in [#"{"sid":"ab\u00e9"}"#, #"{"jti":"\u0061b\u00E9"}"#, #"{"sid":"x","jti":"ab\#u{E9}"}"#] {
            let token = VerifiedToken(
                subject: "ada", type: .access, isFresh: false, expirationTime: NumericDate(seconds: Self.start + 900),
                keyID: nil, claims: try ClaimSet(json: Array(json.utf8)))
            #expect(set.allows(token) == false, "\(json)")
        }
        set.add([Revocation(id: "later", endsAt: Self.start + 900)], at: now)
        set.sweep(at: NumericDate(seconds: Self.start + 200 + RevocationSet.patience))
        #expect(set.allows(try token("x", "ab\u{E9}")) == true)
        #expect(set.allows(try token("x", "later")) == false)
    }

    @Test func `of very many that are revoked none is let in, and nothing else is kept out (R14)`() throws {
        let set = filled()
        let now = NumericDate(seconds: Self.start)
        let count = 100_000
        for index in 0..<count { set.add([Revocation(id: "r\(index)", endsAt: Self.start + 900)], at: now) }
        #expect(set.count == count)
        for index in stride(from: 0, to: count, by: 7) {
            #expect(set.allows(try token("r\(index)")) == false)
            #expect(set.allows(try token("x\(index)")) == true)
        }
    }

    @Test func `it stays as large as what is revoked within the life of a token (R13)`() {
        let set = filled()
        var largest = 0
        for second in stride(from: 0 as Int64, to: 96_000, by: 20) {
            let now = NumericDate(seconds: Self.start + second)
            set.add(
                (0..<25).map { Revocation(id: "\(second)-\($0)", endsAt: now.seconds + 300) }, at: now)
            largest = max(largest, set.count)
        }
        let life = 300 + Int(RevocationSet.patience)
        #expect(largest >= life / 20 * 25)
        #expect(largest <= (life + 2 * Int(RevocationSet.portion)) / 20 * 25)
        set.sweep(at: NumericDate(seconds: Self.start + 199_999))
        #expect(set.count == 0)
    }

    @Test func `an entry stays until its end, also when it was prolonged, and what is over is not added`() throws {
        let set = filled()
        let now = NumericDate(seconds: Self.start)
        set.add([Revocation(id: "a", endsAt: Self.start + 10)], at: now)
        set.add([Revocation(id: "a", endsAt: Self.start + 1000)], at: now)
        set.add([Revocation(id: "a", endsAt: Self.start + 20)], at: now)
        set.add([Revocation(id: "over", endsAt: Self.start - 86_400), Revocation(id: "old", endsAt: .min)], at: now)
        #expect(set.count == 1)
        set.sweep(at: NumericDate(seconds: Self.start + 87_399))
        #expect(set.allows(try token("a")) == false)
        set.sweep(at: NumericDate(seconds: Self.start + 87_500))
        #expect(set.allows(try token("a")) == true)
        #expect(set.count == 0)
    }

    @Test func `ends at the edge of all numbers are kept like others`() throws {
        let set = filled()
        set.add([Revocation(id: "a", endsAt: .max)], at: NumericDate(seconds: 0))
        set.sweep(at: NumericDate(seconds: .max))
        #expect(set.allows(try token("a")) == false)
    }
}
