import Mapae
import MapaeJOSE
import MapaeTesting
import Testing

/// An authority on a clock that stands still, and tokens that it never would issue but that carry its signature.
struct Issuer {
    static let secret = "q7rk3Vd0ZsX9mTn2bLwY5uHc8JfGa1Ee"
    static let start = NumericDate(seconds: 1_700_000_000)

    let time = ManualClock(at: start)
    let key: SigningKey
    let authority: TokenAuthority

    init(_ policy: TokenPolicy = .init(), keyID: String? = nil) throws {
        key = try .hs256(secret: Self.secret, keyID: keyID)
        authority = try TokenAuthority(signingKey: key, policy: policy, clock: time.clock)
    }

    /// A token with exactly these claims.
    func token(_ claims: String, type: String = "JWT") -> String {
        do {
            return try JWSSigner(key: key, type: type).sign(Array(claims.utf8))
        } catch {
            Issue.record(error)
            return ""
        }
    }

    /// A token that is right in all but the members that are given here.
    func token(with members: String, without names: Set<String> = []) -> String {
        let right = [("sub", #""ada""#), ("exp", "1700000900"), ("type", #""access""#)]
        let kept = right.filter { !names.contains($0.0) }.map { "\"\($0.0)\":\($0.1)" }
        return token("{" + (kept + (members.isEmpty ? [] : [members])).joined(separator: ",") + "}")
    }

    /// The code with which a token is refused, or `nil` when it is accepted.
    func refusal(_ token: String, _ requirements: TokenRequirement...) -> TokenError.Code? {
        do {
            _ = try authority.verify(token[...], TokenRequirements(requirements))
            return nil
        } catch {
            return error.code
        }
    }
}

/// Claims, and the code with which they are refused; `nil` when they are believed.
struct Judgement: Sendable, CustomStringConvertible {
    let id: String
    let text: String
    let code: TokenError.Code?

    init(_ id: String, _ text: String, _ code: TokenError.Code?) {
        self.id = id
        self.text = text
        self.code = code
    }

    var description: String { "\(id): \(text.prefix(60))" }
}
