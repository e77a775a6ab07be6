/// The parameters of a header's value (RFC 9110 §5.6.6).
enum HeaderParameters {
    /// The value of the first parameter of a name.
    /// - Parameters:
    ///   - name: The name, in lower case.
    ///   - header: The whole value: what it is, then parameters with semicolons before them.
    static func value(of name: String, in header: [UInt8]) -> [UInt8]? {
        var index = header.firstIndex(of: UInt8(ascii: ";")) ?? header.endIndex
        while index < header.endIndex {
            index += 1
            let nameEnd = header[index...].firstIndex { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: ";") }
            guard let nameEnd, header[nameEnd] == UInt8(ascii: "=") else {
                index = nameEnd ?? header.endIndex
                continue
            }
            let found = header[index..<nameEnd].trimmed(HeaderPlace.isSpace).map {
                (0x41...0x5A).contains($0) ? $0 | 0x20 : $0
            }
            let (value, end) = self.value(header, from: nameEnd + 1)
            if found.elementsEqual(name.utf8) { return value }
            index = header[end...].firstIndex(of: UInt8(ascii: ";")) ?? header.endIndex
        }
        return nil
    }

    /// A value, quoted or not, and where it ends.
    private static func value(_ header: [UInt8], from start: Int) -> (value: [UInt8], end: Int) {
        guard start < header.endIndex, header[start] == UInt8(ascii: "\"") else {
            let end = header[start...].firstIndex(of: UInt8(ascii: ";")) ?? header.endIndex
            return (Array(header[start..<end].trimmed(HeaderPlace.isSpace)), end)
        }
        var value: [UInt8] = []
        var index = start + 1
        while index < header.endIndex, header[index] != UInt8(ascii: "\"") {
            if header[index] == UInt8(ascii: "\\"), index + 1 < header.endIndex { index += 1 }
            value.append(header[index])
            index += 1
        }
        return (value, index)
    }
}
