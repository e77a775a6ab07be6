#if Server
import Foundation
import Mapae
public import MapaeJOSE

/// What can be told of a token by looking at it: header, claims, times in words, and why it would be refused.
public struct TokenReport: Sendable {
    private let token: UnverifiedToken
    private let now: NumericDate
    private let keys: InspectionKeys?

    /// Reads a token. No key is needed: a JWT is signed, not encrypted.
    /// - Parameters:
    ///   - text: The token.
    ///   - now: The moment that times are compared with.
    ///   - keys: The keys to check the signature with, where there are any.
    /// - Throws: `JOSEError` when the text is no token at all.
    public init(_ text: String, now: NumericDate, keys: InspectionKeys? = nil) throws(JOSEError) {
        self.token = try UnverifiedToken(text)
        self.now = now
        self.keys = keys
    }

    /// Why the token would be refused, as far as can be seen; empty when nothing speaks against it.
    public var refusals: [String] {
        var refusals: [String] = []
        if let error = token.headerRefusal { refusals.append(error.description) }
        if let claims = try? token.unverifiedClaims() {
            refusals += timeRefusals(claims)
            if claims["sub"]?.string?.isEmpty ?? true {
                refusals.append("It does not say whom it is about: there is no \"sub\" text.")
            }
        }
        if let keys, token.headerRefusal == nil {
            do { try keys.check(token, at: now) } catch {
                refusals.append(error.description)
            }
        }
        if let keys, let claims = try? token.unverifiedClaims(), keys.haveRevoked(claims) {
            refusals.append("It was revoked: its session has ended.")
        }
        // The last word has the policy itself, so that nothing is called good here that a server turns away.
        return refusals.isEmpty ? verdict.refusals : refusals
    }

    /// What the default policy says of the token: the kinds that it is good as, or else why it is none.
    private var verdict: (kinds: [TokenType], refusals: [String]) {
        let claims: ClaimSet
        do { claims = try token.unverifiedClaimSet() } catch { return ([], [error.description]) }
        let isJWT = token.hasUnverifiedType("jwt")
        var kinds: [TokenType] = []
        var refusal: TokenError?
        for type in TokenType.allCases {
            do {
                try TokenPolicy().check(claims, hasMediaType: isJWT, type: type, now: now)
                kinds.append(type)
            } catch {
                refusal = error
            }
        }
        return kinds.isEmpty ? ([], refusal.map { [explanation($0)] } ?? []) : (kinds, [])
    }

    private func explanation(_ error: TokenError) -> String {
        switch error.code {
        case .wrongMediaType where token.hasUnverifiedType("at+jwt"):
            "Its \"typ\" is \"at+jwt\": routes protected by a RemoteIssuer take such a token, this server's take \"JWT\"."
        case .wrongMediaType: "Its header has no \"typ\": \"JWT\": it is a token of another kind."
        case .wrongAudience: "It is for somebody else: it has an \"aud\", which only a verifier of that name takes."
        case .wrongTokenType(expected: .access), .wrongTokenType(expected: .refresh):
            "Its \"type\" is neither \"access\" nor \"refresh\"."
        default: "The server's policy refuses it: \(error.code)."
        }
    }

    private func timeRefusals(_ claims: JSONObject) -> [String] {
        var refusals: [String] = []
        switch Self.date(claims["exp"]) {
        case nil: refusals.append("It does not say when it ends: there is no \"exp\", or it is no time in range.")
        case let end? where end <= now: refusals.append("It expired \(RelativeTime(from: end, to: now)).")
        default: break
        }
        for name in ["nbf", "iat"] where claims[name] != nil {
            switch Self.date(claims[name]) {
            case nil: refusals.append("Its \"\(name)\" is no time in range.")
            case let start? where start > now:
                refusals.append("Its \"\(name)\" is \(RelativeTime(from: start, to: now)).")
            default: break
            }
        }
        return refusals
    }

    /// The report, in lines to read.
    public var text: String {
        get throws(JOSEError) {
            var lines = ["Header", Self.printable(try token.unverifiedHeader()), ""]
            let claims = try? token.unverifiedClaims()
            lines += ["Claims", claims.map(Self.printable) ?? "(no JSON object)", ""]
            let times = claims.map(timeLines) ?? []
            if !times.isEmpty { lines += ["Times"] + times + [""] }
            lines.append("Signature")
            lines.append("  \(signatureLine)")
            lines.append("")
            let refusals = refusals
            if refusals.isEmpty {
                lines.append(
                    keys == nil
                        ? "Nothing that can be seen without the key speaks against it."
                        : "It would be accepted \(kinds).")
            } else {
                lines.append("It would be refused:")
                lines += refusals.map { "  - \($0)" }
            }
            return lines.joined(separator: "\n")
        }
    }

    /// The report for programs. `signature` is `right`, `wrong` or `unchecked`; without keys nothing more than `refusals` is known.
    package var json: JSONObject {
        get throws(JOSEError) {
            let claims = try? token.unverifiedClaims()
            let refusals = refusals
            var signature = "unchecked"
            if let keys, token.headerRefusal == nil {
                do {
                    try keys.check(token, at: now)
                    signature = "right"
                } catch {
                    signature = "wrong"
                }
            }
            return [
                "header": .object(try token.unverifiedHeader()), "claims": claims.map { .object($0) } ?? .null,
                "signature": .string(signature),
                "good_as": .array(refusals.isEmpty ? verdict.kinds.map { .string($0.rawValue) } : []),
                "refusals": .array(refusals.map { .string($0) }),
            ]
        }
    }

    private static func printable(_ object: JSONObject) -> String {
        PrintableText.escaped(JSONValue.object(object).pretty())
    }

    /// The kinds of token that it is good as, in words.
    private var kinds: String {
        verdict.kinds.map { "as \($0 == .access ? "an access" : "a refresh") token" }.joined(separator: " and ")
    }

    private var signatureLine: String {
        if token.headerRefusal != nil { return "not looked at: the header is refused before it" }
        guard let keys else {
            return "not checked: that takes the key (--key, --data-dir or --secret-variable)"
        }
        do {
            try keys.check(token, at: now)
            return "right"
        } catch {
            return "not right: \(error.description)"
        }
    }

    private func timeLines(_ claims: JSONObject) -> [String] {
        let names = [("iat", "issued"), ("nbf", "not before"), ("exp", "expires")]
        return names.compactMap { name, word in
            Self.date(claims[name]).map { date in
                let label = word.padding(toLength: 11, withPad: " ", startingAt: 0)
                return "  \(label)\(Self.calendar(date)), \(RelativeTime(from: date, to: now))"
            }
        }
    }

    private static func date(_ value: JSONValue?) -> NumericDate? {
        guard let value, let number = try? value.serialized() else { return nil }
        return NumericDate(jsonNumber: number)
    }

    private static func calendar(_ date: NumericDate) -> String {
        let style = Date.ISO8601FormatStyle(dateTimeSeparator: .space, timeZone: .gmt)
        return Date(timeIntervalSince1970: Double(date.seconds)).formatted(style)
    }
}
#endif
