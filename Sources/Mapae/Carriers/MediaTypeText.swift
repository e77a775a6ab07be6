/// What a `Content-Type` says (RFC 9110 §8.3.1), without its parameters and in lower case.
package enum MediaTypeText {
    /// The essence of a single field's value.
    package static func essence(_ value: String) -> [UInt8] {
        let type = value.utf8.prefix { $0 != UInt8(ascii: ";") }.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        return Array(type.prefix(type.lastIndex { $0 != 0x20 && $0 != 0x09 }.map { $0 + 1 } ?? 0))
    }

    /// `application/json` or a type that ends in `+json` (RFC 6839 §3.1). Browsers cannot send those across sites without asking
    /// first, unlike forms and plain text.
    package static func isJSON(_ essence: [UInt8]) -> Bool {
        if essence.elementsEqual("application/json".utf8) { return true }
        guard essence.starts(with: "application/".utf8), essence.suffix(5).elementsEqual("+json".utf8) else {
            return false
        }
        return essence.dropFirst("application/".utf8.count).allSatisfy(isNameCharacter)
    }

    /// A form as browsers send it without files.
    package static func isForm(_ essence: [UInt8]) -> Bool {
        essence.elementsEqual("application/x-www-form-urlencoded".utf8)
    }

    /// RFC 6838 §4.2: what the name of a media type is made of.
    private static func isNameCharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: "!#$&-^_.+".utf8.contains(byte)
        }
    }
}
