/// The claims whose places are noted while a payload is read, because every request needs them: the registered ones
/// (RFC 7519 §4.1), those by which a token policy tells kinds of tokens apart, the session's (`sid`, OpenID Connect Front-Channel
/// Logout §3), and the value that a form or script must repeat beside a cookie (`csrf`).
enum ClaimName: Int, CaseIterable {
    case iss, sub, aud, exp, nbf, iat, jti
    case type, fresh, scope
    case sid, csrf

    /// The claim whose name of three letters, with its closing quote, are these four bytes, the first lowest.
    /// Nearly all members of a usual token are told by this one comparison.
    @inline(__always)
    init?(quoted word: UInt32) {
        switch word {
        case 0x2273_7369: self = .iss
        case 0x2262_7573: self = .sub
        case 0x2264_7561: self = .aud
        case 0x2270_7865: self = .exp
        case 0x2266_626E: self = .nbf
        case 0x2274_6169: self = .iat
        case 0x2269_746A: self = .jti
        case 0x2264_6973: self = .sid
        default: return nil
        }
    }

    /// The claim of a name without escapes.
    init?(_ name: Span<UInt8>) {
        switch name.count {
        case 4 where JSONText.equals(name, "type"): self = .type
        case 4 where JSONText.equals(name, "csrf"): self = .csrf
        case 5 where JSONText.equals(name, "fresh"): self = .fresh
        case 5 where JSONText.equals(name, "scope"): self = .scope
        case 3: self.init(meaningOf: name)
        default: return nil
        }
    }

    /// The claim of a name that may have escapes.
    /// - Parameter inside: The name as it was written, without its quotes.
    init?(meaningOf inside: Span<UInt8>) {
        guard let claim = Self.allCases.first(where: { JSONText.equals(inside, $0.name) }) else { return nil }
        self = claim
    }

    var name: StaticString {
        switch self {
        case .iss: "iss"
        case .sub: "sub"
        case .aud: "aud"
        case .exp: "exp"
        case .nbf: "nbf"
        case .iat: "iat"
        case .jti: "jti"
        case .type: "type"
        case .fresh: "fresh"
        case .scope: "scope"
        case .sid: "sid"
        case .csrf: "csrf"
        }
    }
}
