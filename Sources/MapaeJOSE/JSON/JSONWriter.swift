/// Writes JSON: members in the given order, no white space, the shortest escapes.
package struct JSONWriter {
    /// What was written so far.
    package private(set) var bytes: [UInt8] = []

    package init(reserving count: Int = 0) { bytes.reserveCapacity(count) }

    package mutating func beginObject() { bytes.append(UInt8(ascii: "{")) }
    package mutating func endObject() { bytes.append(UInt8(ascii: "}")) }

    /// Writes a member's name, and the comma before it where one is needed.
    package mutating func name(_ name: String) {
        if bytes.last != UInt8(ascii: "{") { bytes.append(UInt8(ascii: ",")) }
        string(name)
        bytes.append(UInt8(ascii: ":"))
    }

    package mutating func member(_ name: String, _ value: String) {
        self.name(name)
        string(value)
    }

    package mutating func member(_ name: String, _ value: Int64) {
        self.name(name)
        integer(value)
    }

    package mutating func member(_ name: String, _ value: Bool) {
        self.name(name)
        bytes.append(contentsOf: value ? "true".utf8 : "false".utf8)
    }

    /// Writes a member with a new identifier: 128 random bits as 22 characters.
    package mutating func memberWithIdentifier(_ name: String) {
        self.name(name)
        bytes.append(UInt8(ascii: "\""))
        unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: RandomBytes.identifierCount) { buffer in
            guard let start = buffer.baseAddress else { return }
            unsafe RandomBytes.writeIdentifier(to: start)
            unsafe bytes.append(contentsOf: UnsafeBufferPointer(buffer))
        }
        bytes.append(UInt8(ascii: "\""))
    }

    package mutating func integer(_ value: Int64) {
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        var rest = value.magnitude
        unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
            var first = 20
            repeat {
                first -= 1
                unsafe digits[first] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            } while rest > 0
            unsafe bytes.append(contentsOf: UnsafeBufferPointer(rebasing: digits[first...]))
        }
    }

    package mutating func string(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        inside(text)
        bytes.append(UInt8(ascii: "\""))
    }

    /// Writes what stands between a text's quotes: as it is, where nothing in it needs an escape.
    private mutating func inside(_ text: String) {
        var text = text
        text.withUTF8 { utf8 in
            if Self.isPlain(unsafe utf8.span) {
                unsafe bytes.append(contentsOf: utf8)
            } else {
                for index in utf8.indices { unsafe escaped(utf8[index]) }
            }
        }
    }

    /// Whether there is nothing but printable ASCII without quote and backslash.
    private static func isPlain(_ text: Span<UInt8>) -> Bool {
        var index = 0
        while index + JSONWord.byteCount <= text.count {
            guard JSONWord.plainCount(JSONWord.load(text, at: index)) == JSONWord.byteCount else { return false }
            index += JSONWord.byteCount
        }
        while index < text.count {
            let byte = text[index]
            guard byte >= 0x20, byte < 0x80, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") else {
                return false
            }
            index += 1
        }
        return true
    }

    private mutating func escaped(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
            bytes.append(UInt8(ascii: "\\"))
            bytes.append(byte)
        case 0x0A: bytes.append(contentsOf: "\\n".utf8)
        case 0x0D: bytes.append(contentsOf: "\\r".utf8)
        case 0x09: bytes.append(contentsOf: "\\t".utf8)
        case 0..<0x20:
            bytes.append(contentsOf: "\\u00".utf8)
            bytes.append(Self.hexDigits[Int(byte >> 4)])
            bytes.append(Self.hexDigits[Int(byte & 0x0F)])
        default: bytes.append(byte)
        }
    }

    /// Writes any value.
    /// - Throws: ``JOSEError`` `invalid_claim` for a number that is not finite, which JSON cannot say.
    package mutating func value(_ value: JSONValue) throws(JOSEError) {
        switch value {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .bool(let value): bytes.append(contentsOf: value ? "true".utf8 : "false".utf8)
        case .integer(let value): integer(value)
        case .number(let value):
            guard value.isFinite else { throw JOSEError(.invalidClaim) }
            bytes.append(contentsOf: value.description.utf8)
        case .string(let value): string(value)
        case .array(let elements):
            bytes.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                try self.value(element)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let object):
            beginObject()
            for member in object.members {
                name(member.name)
                try self.value(member.value)
            }
            endObject()
        }
    }

    private static let hexDigits = Array("0123456789abcdef".utf8)
}
