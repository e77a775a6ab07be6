import Foundation
import MapaeJOSE
import Testing

@Suite("Tokens that a program signs for others")
struct JWTSignerTests {
    static let now = NumericDate(seconds: 1_700_000_000, nanoseconds: 900_000_000)

    /// One for all: to find an RSA key takes a second of a thread that other tests wait for.
    private static let rsa = Result { try SigningKey.generate(.rs256).privatePEM() }

    private static func payload(_ token: String) throws -> String {
        let part = try #require(token.split(separator: ".").dropFirst().first)
        return String(decoding: try #require(Base64URL.decode(String(part))), as: UTF8.self)
    }

    private static func signer(_ type: TokenMediaType = .jwt) throws -> JWTSigner {
        JWTSigner(key: try .hs256(secret: Forge.secret), type: type)
    }

    static let full = RegisteredClaims(
        issuer: "client", subject: "client", audience: ["https://login.example"], notBefore: now, issuedAt: now,
        expirationTime: now.advanced(by: .seconds(60)), tokenID: .text("1"))

    @Test func `have the registered claims first and in one order, in whole seconds, without white space`() throws {
        let token = try Self.signer().sign(Self.full, custom: ["z": 1, "scope": "a b", "type": "x"])
        #expect(
            try Self.payload(token)
                == #"{"iss":"client","sub":"client","aud":"https://login.example","nbf":1700000000,"iat":1700000000,"#
                + #""exp":1700000060,"jti":"1","z":1,"scope":"a b","type":"x"}"#)
        #expect(try Self.signer().sign(Self.full, custom: ["z": 1, "scope": "a b", "type": "x"]) == token)
    }

    @Test func `have nothing that was not given, but a random jti`() throws {
        let tokens = try (0..<100).map { _ in try Self.signer().sign(RegisteredClaims()) }
        let ids = try tokens.map { token -> String in
            let claims = try UnverifiedToken(token).unverifiedClaims()
            #expect(claims.members.map(\.name) == ["jti"])
            return try #require(claims["jti"]?.string)
        }
        #expect(Set(ids).count == 100 && ids.allSatisfy { Base64URL.decode($0)?.count == 16 })
        #expect(try Self.payload(Self.signer().sign(RegisteredClaims(tokenID: .none))) == "{}")
    }

    @Test func `name several recipients as a list`() throws {
        let token = try Self.signer().sign(RegisteredClaims(audience: ["a", "b"], tokenID: .none))
        #expect(try Self.payload(token) == #"{"aud":["a","b"]}"#)
    }

    @Test(arguments: JWSAlgorithm.allCases)
    func `are signed with a key of any algorithm, and its id`(_ algorithm: JWSAlgorithm) throws {
        let isRSA = ["RS", "PS"].contains(algorithm.description.prefix(2))
        let key = try isRSA ? SigningKey(pem: Self.rsa.get(), algorithm: algorithm) : .generate(algorithm)
        let token = try JWTSigner(key: key, type: .accessToken).sign(Self.full)
        let header = try UnverifiedToken(token).unverifiedHeader()
        #expect(header.members.map(\.name) == ["alg", "typ", "kid"])
        let jws = try JWSVerifier(keys: [key.verificationKey]).verify(
            UnverifiedToken(token), type: .accessToken, at: Self.now)
        #expect(jws.algorithm == algorithm)
        let claims = try jws.claims()
        #expect(claims.issuer == "client" && claims.isFor("https://login.example") && claims.tokenID == "1")
        #expect(claims.expirationTime == NumericDate(seconds: 1_700_000_060))
    }

    @Test(arguments: ["iss", "sub", "aud", "exp", "nbf", "iat", "jti"])
    func `cannot say a registered claim twice`(_ name: String) throws {
        #expect(throws: JOSEError(.reservedClaim)) { try Self.signer().sign(Self.full, custom: [name: "x"]) }
        #expect(throws: JOSEError(.reservedClaim)) { try Self.signer().sign(.init(), custom: ["a": 1, name: 5]) }
        let map: [String: Int] = [name: 5]
        #expect(throws: JOSEError(.reservedClaim)) { try Self.signer().sign(.init(), custom: map) }
    }

    @Test func `name nobody with an empty text`() throws {
        for claims in [
            RegisteredClaims(issuer: ""), RegisteredClaims(subject: ""), RegisteredClaims(audience: [""]),
            RegisteredClaims(audience: ["a", ""]), RegisteredClaims(tokenID: .text("")),
        ] {
            #expect(throws: JOSEError(.invalidClaim)) { try Self.signer().sign(claims) }
        }
    }

    @Test func `are not signed when a verifier would refuse to read them`() throws {
        var deep: JSONValue = 1
        for _ in 0..<20 { deep = [deep] }
        #expect(throws: JOSEError(.jsonTooDeep)) { try Self.signer().sign(.init(), custom: ["d": deep]) }
        let long = JSONValue.string(String(repeating: "x", count: 20_000))
        #expect(throws: JOSEError(.tokenTooLarge)) { try Self.signer().sign(.init(), custom: ["d": long]) }
        #expect(throws: JOSEError(.invalidUTF8)) { try Self.signer().sign(.init(), custom: ["d": "\u{0}"]) }
        #expect(throws: JOSEError(.invalidClaim)) { try Self.signer().sign(.init(), custom: ["d": .number(.nan)]) }
    }

    @Test func `take further claims from a type, and give them back`() throws {
        struct Event: Codable, Equatable { let kind: String, at: Date, key: Data }
        let event = Event(kind: "login", at: Date(timeIntervalSince1970: 1_700_000_000.5), key: Data([255]))
        let key = try SigningKey.generate(.ed25519)
        let token = try JWTSigner(key: key, type: .jwt).sign(Self.full, custom: event)
        #expect(try Self.payload(token).hasSuffix(#","kind":"login","at":1700000000.5,"key":"_w"}"#))
        let claims = try JWSVerifier(keys: [key.verificationKey]).verify(
            UnverifiedToken(token), type: .jwt, at: Self.now
        ).claims()
        #expect(try claims.decode(as: Event.self) == event)
    }

    @Test func `keep the order of a literal, which is no dictionary`() throws {
        // All values of one type: as a dictionary it would be in the order of the alphabet.
        let token = try Self.signer().sign(RegisteredClaims(tokenID: .none), custom: ["z": "1", "a": "2", "m": "3"])
        #expect(try Self.payload(token) == #"{"z":"1","a":"2","m":"3"}"#)
        let map = ["z": "1", "a": "2", "m": "3"]
        let sorted = try Self.signer().sign(RegisteredClaims(tokenID: .none), custom: map)
        #expect(try Self.payload(sorted) == #"{"a":"2","m":"3","z":"1"}"#)
    }
}
