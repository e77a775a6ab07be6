/// Reads JSON strictly (RFC 8259), in one pass and without memory of its own.
///
/// Foundation's readers take the first or the last of two equal names and let trailing commas and a byte order mark
/// pass; two services that read one token differently are how a check is walked around. Here a text is refused unless
/// every reader must understand the same. The bytes are handed to each call, so that nothing is copied or kept.
struct JSONReader {
    private(set) var index: Int
    /// One past the last byte to read.
    let end: Int
    private let limits: JSONLimits
    private var names = JSONNameTable()
    private var members = 0

    init(from start: Int, to end: Int, limits: JSONLimits) {
        self.index = start
        self.end = end
        self.limits = limits
    }

    // MARK: Tokens

    mutating func skipSpace(_ bytes: Span<UInt8>) {
        while index < end {
            switch bytes[index] {
            case 0x20, 0x09, 0x0A, 0x0D: index += 1
            default: return
            }
        }
    }

    /// The next byte, which must be there.
    func peek(_ bytes: Span<UInt8>) throws(JOSEError) -> UInt8 {
        guard index < end else { throw JOSEError(.invalidJSON) }
        return bytes[index]
    }

    /// Steps over `byte` if it is next.
    mutating func take(_ byte: UInt8, _ bytes: Span<UInt8>) -> Bool {
        guard index < end, bytes[index] == byte else { return false }
        index += 1
        return true
    }

    /// After the last value: nothing but white space may follow.
    mutating func finish(_ bytes: Span<UInt8>) throws(JOSEError) {
        skipSpace(bytes)
        guard index == end else { throw JOSEError(.invalidJSON) }
    }

    // MARK: Objects

    /// Where an object's names begin in the table of names.
    struct ObjectScope {
        fileprivate let firstName: Int
        fileprivate var isFirst = true
    }

    /// Steps into an object; its `{` must be next.
    mutating func beginObject(_ bytes: Span<UInt8>) throws(JOSEError) -> ObjectScope {
        guard take(UInt8(ascii: "{"), bytes) else { throw JOSEError(.invalidJSON) }
        return ObjectScope(firstName: names.count)
    }

    /// Reads the next member's name and steps to its value.
    /// - Returns: Where the name stands and whether it has escapes, or `nil` after the object's end.
    mutating func nextName(
        _ scope: inout ObjectScope, _ bytes: Span<UInt8>
    ) throws(JOSEError) -> (slice: JSONSlice, escaped: Bool)? {
        skipSpace(bytes)
        if scope.isFirst {
            scope.isFirst = false
            if take(UInt8(ascii: "}"), bytes) { return nil }
        } else if take(UInt8(ascii: "}"), bytes) {
            names.truncate(to: scope.firstName)
            return nil
        } else {
            guard take(UInt8(ascii: ","), bytes) else { throw JOSEError(.invalidJSON) }
            skipSpace(bytes)
        }
        let (name, escaped) = try text(bytes)
        members += 1
        guard members <= limits.members else { throw JOSEError(.jsonTooManyMembers) }
        guard names.insert(name, escaped: escaped, since: scope.firstName, in: bytes) else {
            throw JOSEError(.duplicateMember)
        }
        skipSpace(bytes)
        guard take(UInt8(ascii: ":"), bytes) else { throw JOSEError(.invalidJSON) }
        skipSpace(bytes)
        return (name, escaped)
    }

    // MARK: Values

    /// Steps over one value of any type.
    /// - Parameter depth: How many arrays and objects stand around it.
    mutating func skipValue(_ bytes: Span<UInt8>, depth: Int) throws(JOSEError) {
        switch try peek(bytes) {
        case UInt8(ascii: "\""):
            _ = try text(bytes)
        case UInt8(ascii: "{"):
            guard depth < limits.depth else { throw JOSEError(.jsonTooDeep) }
            var scope = try beginObject(bytes)
            while try nextName(&scope, bytes) != nil { try skipValue(bytes, depth: depth + 1) }
        case UInt8(ascii: "["):
            guard depth < limits.depth else { throw JOSEError(.jsonTooDeep) }
            index += 1
            skipSpace(bytes)
            if take(UInt8(ascii: "]"), bytes) { return }
            repeat {
                skipSpace(bytes)
                try skipValue(bytes, depth: depth + 1)
                skipSpace(bytes)
            } while take(UInt8(ascii: ","), bytes)
            guard take(UInt8(ascii: "]"), bytes) else { throw JOSEError(.invalidJSON) }
        case UInt8(ascii: "t"): try literal("true", bytes)
        case UInt8(ascii: "f"): try literal("false", bytes)
        case UInt8(ascii: "n"): try literal("null", bytes)
        default: try number(bytes)
        }
    }

    /// Reads a text; its opening quote must be next.
    /// - Returns: Where its inside stands, and whether there are escapes in it.
    mutating func text(_ bytes: Span<UInt8>) throws(JOSEError) -> (JSONSlice, escaped: Bool) {
        guard take(UInt8(ascii: "\""), bytes) else { throw JOSEError(.invalidJSON) }
        let start = index
        var escaped = false
        while index < end {
            let byte = bytes[index]
            if byte >= 0x80 {
                try multibyte(bytes)
            } else if byte == UInt8(ascii: "\"") {
                index += 1
                return (JSONSlice(start, index - 1), escaped)
            } else if byte == UInt8(ascii: "\\") {
                escaped = true
                try escape(bytes)
            } else if byte < 0x20 {
                throw JOSEError(byte == 0 ? .invalidUTF8 : .invalidJSON)
            } else {
                index += 1
            }
        }
        throw JOSEError(.invalidJSON)
    }

    private mutating func literal(_ word: StaticString, _ bytes: Span<UInt8>) throws(JOSEError) {
        let start = index
        let (read, end) = (bytes, end)
        let matches = word.withSpan { expected in
            start + expected.count <= end && expected.indices.allSatisfy { read[start + $0] == expected[$0] }
        }
        guard matches else { throw JOSEError(.invalidJSON) }
        index += word.utf8CodeUnitCount
    }

    /// RFC 8259 §6: an optional minus, digits without a leading zero, an optional fraction, an optional exponent.
    private mutating func number(_ bytes: Span<UInt8>) throws(JOSEError) {
        _ = take(UInt8(ascii: "-"), bytes)
        if !take(UInt8(ascii: "0"), bytes) { try digits(bytes) }
        if take(UInt8(ascii: "."), bytes) { try digits(bytes) }
        if take(UInt8(ascii: "e"), bytes) || take(UInt8(ascii: "E"), bytes) {
            if !take(UInt8(ascii: "+"), bytes) { _ = take(UInt8(ascii: "-"), bytes) }
            try digits(bytes)
        }
    }

    private mutating func digits(_ bytes: Span<UInt8>) throws(JOSEError) {
        let start = index
        while index < end, bytes[index] >= UInt8(ascii: "0"), bytes[index] <= UInt8(ascii: "9") { index += 1 }
        guard index > start else { throw JOSEError(.invalidJSON) }
    }

    private mutating func escape(_ bytes: Span<UInt8>) throws(JOSEError) {
        guard index + 1 < end else { throw JOSEError(.invalidJSON) }
        switch bytes[index + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            index += 2
        case UInt8(ascii: "u"):
            let unit = try codeUnit(bytes, at: index + 2)
            index += 6
            if unit == 0, !limits.allowsNUL { throw JOSEError(.invalidUTF8) }
            guard unit & 0xF800 == 0xD800 else { return }
            // A surrogate means something only as a high one with a low one behind it (RFC 8259 §8.2).
            guard unit & 0xFC00 == 0xD800, index + 1 < end, bytes[index] == UInt8(ascii: "\\"),
                bytes[index + 1] == UInt8(ascii: "u"), try codeUnit(bytes, at: index + 2) & 0xFC00 == 0xDC00
            else { throw JOSEError(.invalidUTF8) }
            index += 6
        default:
            throw JOSEError(.invalidJSON)
        }
    }

    private func codeUnit(_ bytes: Span<UInt8>, at start: Int) throws(JOSEError) -> UInt32 {
        guard start + 4 <= end else { throw JOSEError(.invalidJSON) }
        let unit = JSONText.codeUnit(bytes, at: start)
        guard unit <= 0xFFFF else { throw JOSEError(.invalidJSON) }
        return unit
    }

    /// RFC 3629 §4: the shortest form only, no surrogates, nothing above U+10FFFF.
    private mutating func multibyte(_ bytes: Span<UInt8>) throws(JOSEError) {
        let first = bytes[index]
        let (length, low, high): (Int, UInt8, UInt8) =
            switch first {
            case 0xC2...0xDF: (2, 0x80, 0xBF)
            case 0xE0: (3, 0xA0, 0xBF)
            case 0xED: (3, 0x80, 0x9F)
            case 0xE1...0xEF: (3, 0x80, 0xBF)
            case 0xF0: (4, 0x90, 0xBF)
            case 0xF1...0xF3: (4, 0x80, 0xBF)
            case 0xF4: (4, 0x80, 0x8F)
            default: (0, 0, 0)
            }
        guard length > 0, index + length <= end, bytes[index + 1] >= low, bytes[index + 1] <= high else {
            throw JOSEError(.invalidUTF8)
        }
        for offset in 2..<max(length, 2) where bytes[index + offset] & 0xC0 != 0x80 {
            throw JOSEError(.invalidUTF8)
        }
        index += length
    }
}
