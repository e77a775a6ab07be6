import HTTPTypes

/// The header of a request, read as Flask-JWT-Extended reads it: loosely about commas, exactly about the word.
enum HeaderPlace {
    /// The token behind `JWT_HEADER_TYPE`.
    ///
    /// A header may hold several values with commas between them, of which one must begin with the word, in exactly its
    /// case. None or several count as no token: then the next place is looked at.
    static func token(in headers: HTTPFields, _ settings: FlaskSettings) throws(FlaskRefusal) -> Substring {
        let (name, type) = (settings.headerName, settings.headerType)
        let value = value(of: name, in: headers)
        guard !value.isEmpty else { throw .missing("Missing \(name) Header") }
        if type.isEmpty {
            let words = words(value)
            guard words.count == 1 else { throw .invalid("Bad \(name) header. Expected '\(name): <JWT>'") }
            return Substring(decoding: words[0], as: UTF8.self)
        }
        let values = value.split(separator: UInt8(ascii: ",")).map(words).filter {
            $0.first?.elementsEqual(type.utf8) ?? false
        }
        guard let found = values.first, values.count == 1 else {
            throw .missing("Missing '\(type)' type in '\(name)' header. Expected '\(name): \(type) <JWT>'")
        }
        guard found.count == 2 else { throw .invalid("Bad \(name) header. Expected '\(name): \(type) <JWT>'") }
        return Substring(decoding: found[1], as: UTF8.self)
    }

    /// The header's lines as one (RFC 9110 §5.3), without white space around them and without the commas inside of that.
    private static func value(of name: String, in headers: HTTPFields) -> ArraySlice<UInt8> {
        guard let name = HTTPField.Name(name) else { return [] }
        let joined = Array(headers[fields: name].map(\.value).joined(separator: ",").utf8)
        var value = joined[...].trimmed(isSpace)
        value = value.trimmed { $0 == UInt8(ascii: ",") }
        return value
    }

    private static func words(_ text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        text.split(whereSeparator: isSpace)
    }

    /// What Python takes for white space, as far as it is ASCII.
    static func isSpace(_ byte: UInt8) -> Bool { (0x09...0x0D).contains(byte) || (0x1C...0x20).contains(byte) }
}

extension ArraySlice<UInt8> {
    /// The bytes without those at either end that `isEdge` is true of.
    func trimmed(_ isEdge: (UInt8) -> Bool) -> ArraySlice<UInt8> {
        let start = drop(while: isEdge)
        guard let last = start.lastIndex(where: { !isEdge($0) }) else { return start }
        return start[...last]
    }
}

extension Substring {
    init(decoding bytes: some Collection<UInt8>, as encoding: UTF8.Type) {
        self = String(decoding: bytes, as: UTF8.self)[...]
    }
}
