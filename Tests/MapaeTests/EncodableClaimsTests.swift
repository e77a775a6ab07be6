import Foundation
import Mapae
import MapaeJOSE
import Testing

@Suite("Tokens with claims of a type")
struct EncodableClaimsTests {
    struct Rank: Codable, Equatable {
        enum Title: String, Codable { case rider, groom }
        struct Horse: Codable, Equatable { let name: String, age: Int? }
        let title: Title
        let horses: [Horse]
        let since: Date
        let seal: Data
        let note: String?
    }

    static let rank = Rank(
        title: .rider, horses: [.init(name: "눈", age: 4), .init(name: "Nox", age: nil)],
        since: Date(timeIntervalSince1970: 1_699_999_999.25), seal: Data([1, 2, 253]), note: nil)

    @Test func `give them back, in the order of the type and behind those of the authority`() throws {
        let issuer = try Issuer()
        let pair = try issuer.authority.tokenPair(for: "ada", fresh: true, scopes: ["a"], claims: Self.rank)
        let access = try issuer.authority.verify(pair.accessToken)
        #expect(try access.claims(as: Rank.self) == Self.rank)
        #expect(
            try access.claims.object().members.map(\.name) == [
                "sub", "iat", "exp", "jti", "type", "fresh", "scope", "title", "horses", "since", "seal",
            ])
        let refresh = try issuer.authority.verify(pair.refreshToken ?? "", .refresh)
        #expect(try refresh.claims(as: Rank.self) == Self.rank)
        let single = try issuer.authority.accessToken(for: "ada", claims: Self.rank)
        #expect(try issuer.authority.verify(single.accessToken).claims(as: Rank.self) == Self.rank)
    }

    @Test(arguments: ["iss", "sub", "aud", "exp", "nbf", "iat", "jti", "type", "fresh", "scope"])
    func `cannot override what the authority says`(_ name: String) throws {
        let issuer = try Issuer()
        let claims = ["ok": "1", name: "2"]
        #expect(throws: JOSEError(.reservedClaim)) { try issuer.authority.accessToken(for: "ada", claims: claims) }
        #expect(throws: JOSEError(.reservedClaim)) { try issuer.authority.tokenPair(for: "ada", claims: claims) }
    }

    @Test func `are not issued when they are no object, or cannot be said in JSON`() throws {
        let issuer = try Issuer()
        #expect(throws: JOSEError(.jsonNotAnObject)) { try issuer.authority.accessToken(for: "ada", claims: 5) }
        #expect(throws: JOSEError(.jsonNotAnObject)) {
            try issuer.authority.accessToken(for: "ada", claims: [Self.rank])
        }
        let numbers = ["n": UInt64.max]
        #expect(throws: JOSEError(.invalidClaim)) { try issuer.authority.accessToken(for: "ada", claims: numbers) }
        let infinite = ["n": Double.infinity]
        #expect(throws: JOSEError(.invalidClaim)) { try issuer.authority.tokenPair(for: "ada", claims: infinite) }
    }

    @Test func `keep a literal's order, whether its values are of one type or not`() throws {
        let issuer = try Issuer()
        func names(_ response: TokenResponse) throws -> [String] {
            try UnverifiedToken(response.accessToken).unverifiedClaims().members.map(\.name).suffix(3)
        }
        #expect(
            try names(issuer.authority.accessToken(for: "a", claims: ["z": "1", "a": "2", "m": "3"])) == [
                "z", "a", "m",
            ])
        #expect(
            try names(issuer.authority.tokenPair(for: "a", claims: ["z": 1, "a": true, "m": [.null]])) == [
                "z", "a", "m",
            ])
        let map = ["z": 1, "a": 2, "m": 3]
        #expect(try names(issuer.authority.accessToken(for: "a", claims: map)) == ["a", "m", "z"])
        let object: JSONObject = ["z": 1, "a": 2, "m": 3]
        #expect(try names(issuer.authority.accessToken(for: "a", claims: object)) == ["z", "a", "m"])
        _ = try issuer.authority.accessToken(for: "a", claims: [:])
    }
}
