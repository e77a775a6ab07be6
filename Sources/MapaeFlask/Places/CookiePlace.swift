import HTTPTypes

/// The cookies of a request.
enum CookiePlace {
    /// The value of the first cookie of a name; nothing where there is none or an empty one. What can be no cookie, as there
    /// is a space in its value, is stepped over.
    ///
    /// Cookies are split at semicolons whatever stands in quotes, as browsers do: a quoted value that swallowed the next
    /// cookie would show an attacker's cookie to one reader and the user's to another.
    static func value(of name: String, in headers: HTTPFields) -> Substring? {
        for line in headers[fields: .cookie] {
            for pair in line.value.utf8.split(separator: UInt8(ascii: ";")) {
                let pair = Array(pair)[...]
                let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
                guard parts[0].trimmed(isSpace).elementsEqual(name.utf8) else { continue }
                // Of two equal cookies the first counts, even an empty one: browsers send the nearer path first.
                guard let value = parts.count == 2 ? unquoted(parts[1].trimmed(isSpace)) : [] else { continue }
                return value.isEmpty ? nil : Substring(decoding: value, as: UTF8.self)
            }
        }
        return nil
    }

    /// A value without the quotes around it; nothing for what no cookie's value can hold.
    private static func unquoted(_ value: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        let quote = UInt8(ascii: "\"")
        var value = value
        if value.count >= 2, value.first == quote, value.last == quote { value = value.dropFirst().dropLast() }
        return value.contains { $0 == quote || $0 == UInt8(ascii: "\\") || isSpace($0) } ? nil : value
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}
