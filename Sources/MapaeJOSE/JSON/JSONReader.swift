/// Reads JSON strictly (RFC 8259), in one pass and without memory of its own.
///
/// Foundation's readers take the first or the last of two equal names and let trailing commas and a byte order mark
/// pass; two services that read one token differently are how a check is walked around. Here a text is refused unless
/// every reader must understand the same. The bytes are handed to each call, so that nothing is copied or kept.
///
/// Bytes are read without the span's own check of the index: every one of them stands behind a comparison with ``end``,
/// which is compared with the span once. The check would be half of all instructions here.
struct JSONReader {
    private(set) var index: Int
    /// One past the last byte to read.
    let end: Int
    private let limits: JSONLimits
    private var names = JSONNameTable()
    private var members = 0

    /// - Parameters:
    ///   - bytes: What every call will be handed.
    ///   - start: The first byte to read.
    ///   - end: One past the last byte to read.
    ///   - limits: How deep and how many.
    init(_ bytes: Span<UInt8>, from start: Int, to end: Int, limits: JSONLimits) {
        precondition(start >= 0 && start <= end && end <= bytes.count, "a reader's range lies outside of its bytes")
        self.index = start
        self.end = end
        self.limits = limits
    }

    // MARK: Tokens

    @inline(__always)
    mutating func skipSpace(_ bytes: Span<UInt8>) {
        while index < end, unsafe bytes[unchecked: index] <= 0x20 {
            switch unsafe bytes[unchecked: index] {
            case 0x20, 0x09, 0x0A, 0x0D: index += 1
            default: return
            }
        }
    }

    /// The next byte, which must be there.
    @inline(__always)
    func peek(_ bytes: Span<UInt8>) throws(JOSEError) -> UInt8 {
        guard index < end else { throw JOSEError(.invalidJSON) }
        return unsafe bytes[unchecked: index]
    }

    /// Steps over `byte` if it is next.
    @inline(__always)
    mutating func take(_ byte: UInt8, _ bytes: Span<UInt8>) -> Bool {
        guard index < end, unsafe bytes[unchecked: index] == byte else { return false }
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

    /// Steps to the next member's name.
    /// - Returns: `false` after the object's end.
    @inline(__always)
    mutating func nextMember(_ scope: inout ObjectScope, _ bytes: Span<UInt8>) throws(JOSEError) -> Bool {
        skipSpace(bytes)
        if take(UInt8(ascii: "}"), bytes) {
            names.truncate(to: scope.firstName)
            return false
        }
        if scope.isFirst {
            scope.isFirst = false
        } else {
            guard take(UInt8(ascii: ","), bytes) else { throw JOSEError(.invalidJSON) }
            skipSpace(bytes)
        }
        members += 1
        return true
    }

    /// Steps over the name of a registered claim, its quotes and nothing more, if one is next in its usual spelling.
    @inline(__always)
    mutating func takeShortClaimName(_ bytes: Span<UInt8>) -> ClaimName? {
        guard index + 5 <= end, unsafe bytes[unchecked: index] == UInt8(ascii: "\""),
            let claim = unsafe ClaimName(
                quoted: UInt32(
                    littleEndian: bytes.bytes.unsafeLoadUnaligned(
                        fromUncheckedByteOffset: index + 1, as: UInt32.self)))
        else { return nil }
        index += 5
        return claim
    }

    /// Refuses a name that the object has already.
    mutating func checkUnique(
        _ name: JSONSlice, escaped: Bool, _ scope: ObjectScope, _ bytes: Span<UInt8>
    ) throws(JOSEError) {
        guard names.insert(name, escaped: escaped, since: scope.firstName, in: bytes) else {
            throw JOSEError(.duplicateMember)
        }
    }

    /// Refuses a member more than there may be.
    @inline(__always)
    func checkMemberCount() throws(JOSEError) {
        guard members <= limits.members else { throw JOSEError(.jsonTooManyMembers) }
    }

    /// Steps from a member's name to its value.
    @inline(__always)
    mutating func endName(_ bytes: Span<UInt8>) throws(JOSEError) {
        skipSpace(bytes)
        guard take(UInt8(ascii: ":"), bytes) else { throw JOSEError(.invalidJSON) }
        skipSpace(bytes)
    }

    /// Reads the next member's name and steps to its value.
    /// - Returns: Where the name stands and whether it has escapes, or `nil` after the object's end.
    mutating func nextName(
        _ scope: inout ObjectScope, _ bytes: Span<UInt8>
    ) throws(JOSEError) -> (slice: JSONSlice, escaped: Bool)? {
        guard try nextMember(&scope, bytes) else { return nil }
        let (name, escaped) = try text(bytes)
        try checkMemberCount()
        try checkUnique(name, escaped: escaped, scope, bytes)
        try endName(bytes)
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
    @inline(__always)
    mutating func text(_ bytes: Span<UInt8>) throws(JOSEError) -> (JSONSlice, escaped: Bool) {
        guard take(UInt8(ascii: "\""), bytes) else { throw JOSEError(.invalidJSON) }
        let start = index
        while index + JSONWord.byteCount <= end {
            let plain = JSONWord.plainCount(JSONWord.load(bytes, at: index))
            index += plain
            if plain == JSONWord.byteCount { continue }
            guard unsafe bytes[unchecked: index] == UInt8(ascii: "\"") else { break }
            index += 1
            return (JSONSlice(start, index - 1), false)
        }
        return try restOfText(from: start, bytes)
    }

    /// What stands behind the first byte of a text that is not plain, or in the last word of the bytes.
    private mutating func restOfText(
        from start: Int, _ bytes: Span<UInt8>
    ) throws(JOSEError) -> (JSONSlice, escaped: Bool) {
        var escaped = false
        while index < end {
            let byte = unsafe bytes[unchecked: index]
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

    /// Reads a whole number of at most 12 digits, as times are written.
    /// - Returns: `nil`, and nothing is stepped over, where something else or something longer stands.
    @inline(__always)
    mutating func shortWholeNumber(_ bytes: Span<UInt8>) -> Int64? {
        var value: Int64 = 0
        var next = index
        let last = min(end, index + 12)
        while next < last {
            let digit = unsafe bytes[unchecked: next] &- UInt8(ascii: "0")
            guard digit <= 9 else { break }
            // RFC 8259 §6: no leading zeros. A zero alone is not worth a way of its own.
            if digit == 0, next == index { return nil }
            value = value &* 10 &+ Int64(digit)
            next += 1
        }
        guard next > index, next < end else { return nil }
        switch unsafe bytes[unchecked: next] {
        case UInt8(ascii: ","), UInt8(ascii: "}"), 0x20, 0x09, 0x0A, 0x0D: break
        default: return nil
        }
        index = next
        return value
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
    ///
    /// A number beyond every `Double` is refused here, and not by whoever asks for it later: what one reader takes for
    /// infinite and another for absent must not be signed away (RFC 8259 §6).
    private mutating func number(_ bytes: Span<UInt8>) throws(JOSEError) {
        let start = index
        var mayBeHuge = false
        _ = take(UInt8(ascii: "-"), bytes)
        if !take(UInt8(ascii: "0"), bytes) { try digits(bytes) }
        if take(UInt8(ascii: "."), bytes) { try digits(bytes) }
        if take(UInt8(ascii: "e"), bytes) || take(UInt8(ascii: "E"), bytes) {
            mayBeHuge = true
            if !take(UInt8(ascii: "+"), bytes) { _ = take(UInt8(ascii: "-"), bytes) }
            try digits(bytes)
        }
        guard mayBeHuge || index - start > 300 else { return }
        guard let number = Double(JSONText.string(bytes.extracting(start..<index))), number.isFinite else {
            throw JOSEError(.invalidJSON)
        }
    }

    private mutating func digits(_ bytes: Span<UInt8>) throws(JOSEError) {
        let start = index
        while index < end, unsafe bytes[unchecked: index] &- UInt8(ascii: "0") <= 9 { index += 1 }
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
