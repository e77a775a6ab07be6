import Testing

@testable import MapaeJOSE

@Suite("Tokens that are too much")
struct TokenLimitTests {
    private static func sized(_ bytes: Int) -> String {
        let empty = Forge.token(payload: #"{"p":""}"#).utf8.count
        // Three bytes of payload are four of the token; the rest is tried out.
        var count = (bytes - empty) / 4 * 3 - 3
        while true {
            let token = Forge.token(payload: #"{"p":"\#(String(repeating: "p", count: count))"}"#)
            if token.utf8.count >= bytes { return token }
            count += 1
        }
    }

    @Test func `J45 a token as long as the limit is read, one byte more is refused`() {
        let token = Self.sized(16 * 1024 - 1)
        let count = token.utf8.count
        #expect(Forge.refusal(token) == (count <= 16 * 1024 ? nil : .tokenTooLarge))
        #expect(Forge.refusal(token, limits: TokenLimits(bytes: count)) == nil)
        #expect(Forge.refusal(token, limits: TokenLimits(bytes: count - 1)) == .tokenTooLarge)
    }

    @Test(arguments: ["a", ".", "eyJ", "é", "\u{0}"])
    func `J45 a megabyte of anything is refused for its size alone`(_ piece: String) {
        let text = String(repeating: piece, count: 1_000_000 / piece.utf8.count)
        #expect(Forge.refusal(text) == .tokenTooLarge)
        #expect(Forge.refusal(Forge.token() + text) == .tokenTooLarge)
    }

    @Test func `J45 a hundred thousand dots are refused, by size and, where the size allows them, by count`() {
        let dots = String(repeating: ".", count: 100_000)
        #expect(Forge.refusal(dots) == .tokenTooLarge)
        #expect(Forge.refusal(dots, limits: TokenLimits(bytes: 200_000)) == .notThreeParts)
        #expect(Forge.refusal("a" + dots + "b", limits: TokenLimits(bytes: 200_000)) == .notThreeParts)
    }

    @Test(arguments: ["[", #"{"a":"#])
    func `J46 deep nesting is refused in the header and in the claims`(_ piece: String) throws {
        let deep = String(repeating: piece, count: 1900)
        #expect(Forge.refusal(Forge.token(header: #"{"alg":"HS256","x":\#(deep)"#)) == .jsonTooDeep)
        let jws = try Forge.verify(Forge.token(payload: #"{"x":\#(deep)"#))
        #expect(throws: JOSEError(.jsonTooDeep)) { try jws.claims() }
    }

    @Test func `J46 more than 256 members are refused in the header and in the claims`() throws {
        let members = (0..<256).map { #""m\#($0)":0"# }.joined(separator: ",")
        #expect(Forge.refusal(Forge.token(header: #"{"alg":"HS256",\#(members)}"#)) == .jsonTooManyMembers)
        let full = try Forge.verify(Forge.token(payload: "{\(members)}"))
        #expect(throws: Never.self) { try full.claims() }
        let over = try Forge.verify(Forge.token(payload: "{\(members),\"one\":1}"))
        #expect(throws: JOSEError(.jsonTooManyMembers)) { try over.claims() }
    }

    @Test(arguments: ["1e309", "-1e309", "0.1e310", "1E+99999999999999999999", String(repeating: "9", count: 310)])
    func `J46 a number beyond every Double is refused wherever it stands, so that nobody takes it for absent`(
        _ number: String
    ) throws {
        for payload in [#"{"n":\#(number)}"#, #"{"n":[{"a":\#(number)}]}"#, #"{"exp":\#(number)}"#] {
            let jws = try Forge.verify(Forge.token(payload: payload))
            #expect(throws: JOSEError(.invalidJSON)) { try jws.claims() }
        }
        #expect(Forge.refusal(Forge.token(header: #"{"alg":"HS256","n":\#(number)}"#)) == .invalidJSON)
    }

    @Test(arguments: [
        "1e308", "-1e308", "1e-400", "0e99999999999999999999", "0." + String(repeating: "9", count: 10_000),
        String(repeating: "9", count: 300), "0." + String(repeating: "0", count: 400) + "1e400",
    ])
    func `J46 a long number that a Double holds is read, and refused as a date of no use`(_ number: String) throws {
        let claims = try Forge.verify(Forge.token(payload: #"{"n":\#(number),"sub":"ada"}"#)).claims()
        #expect(claims.subject == "ada")
        #expect(claims["n"] != nil)
        #expect(try claims.object().members.count == 2)
    }

    @Test func `limits hold for what is read, not only for the defaults`() throws {
        let token = Forge.token(header: #"{"alg":"HS256","x":[[[]]]}"#, payload: #"{"a":{"b":{"c":1}}}"#)
        #expect(Forge.refusal(token) == nil)
        #expect(Forge.refusal(token, limits: TokenLimits(json: JSONLimits(depth: 3))) == .jsonTooDeep)
        let jws = try Forge.verify(token, limits: TokenLimits(json: JSONLimits(depth: 4, members: 2)))
        #expect(throws: JOSEError(.jsonTooManyMembers)) { try jws.claims() }
        let nul = Forge.token(payload: #"{"a":"\u0000"}"#)
        #expect(throws: JOSEError(.invalidUTF8)) { try Forge.verify(nul).claims() }
        let allowed = try Forge.verify(nul, limits: TokenLimits(json: JSONLimits(allowsNUL: true))).claims()
        #expect(allowed["a"]?.string == "\u{0}")
    }
}
