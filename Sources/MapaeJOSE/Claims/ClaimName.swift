/// The claims whose places are noted while a payload is read, because every request needs them: the registered ones
/// (RFC 7519 §4.1), and those by which a token policy tells kinds of tokens apart.
enum ClaimName: Int, CaseIterable {
    case iss, sub, aud, exp, nbf, iat, jti
    case type, fresh, scope

    /// The claim of a member's name, if it is one of these.
    init?(_ name: Span<UInt8>) {
        switch name.count {
        case 3:
            switch (name[0], name[1], name[2]) {
            case (UInt8(ascii: "i"), UInt8(ascii: "s"), UInt8(ascii: "s")): self = .iss
            case (UInt8(ascii: "s"), UInt8(ascii: "u"), UInt8(ascii: "b")): self = .sub
            case (UInt8(ascii: "a"), UInt8(ascii: "u"), UInt8(ascii: "d")): self = .aud
            case (UInt8(ascii: "e"), UInt8(ascii: "x"), UInt8(ascii: "p")): self = .exp
            case (UInt8(ascii: "n"), UInt8(ascii: "b"), UInt8(ascii: "f")): self = .nbf
            case (UInt8(ascii: "i"), UInt8(ascii: "a"), UInt8(ascii: "t")): self = .iat
            case (UInt8(ascii: "j"), UInt8(ascii: "t"), UInt8(ascii: "i")): self = .jti
            default: return nil
            }
        case 4 where JSONText.equals(name, "type"): self = .type
        case 5 where JSONText.equals(name, "fresh"): self = .fresh
        case 5 where JSONText.equals(name, "scope"): self = .scope
        default: return nil
        }
    }
}
