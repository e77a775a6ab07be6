import Mapae
import MapaeJOSE
import Testing

@Suite("Policies that are refused at the start")
struct PolicyErrorTests {
    struct Case: Sendable, CustomStringConvertible {
        let name: String
        let policy: TokenPolicy
        let code: PolicyError.Code?

        init(_ name: String, _ code: PolicyError.Code?, _ change: (inout TokenPolicy) -> Void) {
            var policy = TokenPolicy()
            change(&policy)
            self.name = name
            self.policy = policy
            self.code = code
        }

        var description: String { name }
    }

    static let cases: [Case] = [
        Case("the defaults", nil) { _ in },
        Case("access: zero", .lifetimeOutOfRange) { $0.accessTokenLifetime = .zero },
        Case("access: negative", .lifetimeOutOfRange) { $0.accessTokenLifetime = .seconds(-1) },
        Case("access: a nanosecond short of a second", .lifetimeOutOfRange) {
            $0.accessTokenLifetime = .nanoseconds(999_999_999)
        },
        Case("access: a second", nil) { $0.accessTokenLifetime = .seconds(1) },
        Case("access: ten years", nil) { $0.accessTokenLifetime = .seconds(315_360_000) },
        Case("access: ten years and a second", .lifetimeOutOfRange) { $0.accessTokenLifetime = .seconds(315_360_001) },
        Case("access: for ever", .lifetimeOutOfRange) { $0.accessTokenLifetime = .seconds(Int64.max) },
        Case("refresh: zero", .lifetimeOutOfRange) { $0.refreshTokenLifetime = .zero },
        Case("refresh: for ever", .lifetimeOutOfRange) { $0.refreshTokenLifetime = .seconds(Int64.max) },
        Case("leeway: 60 seconds", nil) { $0.leeway = .seconds(60) },
        Case("leeway: more", .leewayOutOfRange) { $0.leeway = .seconds(60) + .nanoseconds(1) },
        Case("leeway: negative", .leewayOutOfRange) { $0.leeway = .nanoseconds(-1) },
        Case("issuer: empty", .emptyName) { $0.issuer = "" },
        Case("audience: empty", .emptyName) { $0.audience = "" },
        Case("issuer: a NUL", .emptyName) { $0.issuer = "https://a\0b" },
        Case("audience: a NUL", .emptyName) { $0.audience = "a\0" },
        Case("realm: empty", nil) { $0.realm = "" },
        Case("realm: words", nil) { $0.realm = "My API (v2)" },
        Case("realm: quote", .invalidRealm) { $0.realm = "a\"b" },
        Case("realm: backslash", .invalidRealm) { $0.realm = "a\\b" },
        Case("realm: CRLF", .invalidRealm) { $0.realm = "a\r\nSet-Cookie: x" },
        Case("realm: Korean", .invalidRealm) { $0.realm = "마패" },
        Case("realm: DEL", .invalidRealm) { $0.realm = "a\u{7F}" },
    ]

    @Test(arguments: cases)
    func `what would make worthless or eternal tokens is refused`(_ test: Case) throws {
        let key = try SigningKey.hs256(secret: Issuer.secret)
        do {
            _ = try TokenAuthority(signingKey: key, policy: test.policy)
            #expect(test.code == nil)
        } catch {
            #expect((error as? PolicyError)?.code == test.code)
        }
    }

    @Test(arguments: [
        (PolicyError.Code.lifetimeOutOfRange, "lifetime_out_of_range"), (.leewayOutOfRange, "leeway_out_of_range"),
        (.emptyName, "empty_name"), (.invalidRealm, "invalid_realm"),
    ])
    func `each says its stable code and what to do`(_ code: PolicyError.Code, _ text: String) {
        #expect("\(code)" == text)
        #expect("\(PolicyError(code))".hasPrefix("\(text): "))
        #expect("\(PolicyError(code))".hasSuffix("."))
    }
}
