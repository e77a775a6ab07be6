#if Server
package import MapaeRemoteKeys

extension IPAddress {
    /// The address itself, without the forms of IPv6 that only wrap one of IPv4 (RFC 4291 §2.5.5.2): a socket for both
    /// kinds names a peer `::ffff:192.0.2.1`, and that must be no second name of `192.0.2.1`.
    package var canonical: IPAddress {
        guard bytes.count == 16, bytes[..<10].allSatisfy({ $0 == 0 }), bytes[10] == 0xFF, bytes[11] == 0xFF else {
            return self
        }
        return IPAddress(bytes: Array(bytes[12...])) ?? self
    }

    /// The one text of this address: decimal numbers, or RFC 5952 §4.
    package var canonicalText: String {
        guard bytes.count == 16 else { return description }
        let groups = stride(from: 0, to: 16, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
        let hidden = Self.longestZeros(groups)
        let text = { (part: ArraySlice<UInt16>) in part.map { String($0, radix: 16) }.joined(separator: ":") }
        guard let hidden else { return text(groups[...]) }
        return text(groups[..<hidden.lowerBound]) + "::" + text(groups[hidden.upperBound...])
    }

    /// RFC 5952 §4.2: the longest run of at least two zeros, the first of equals.
    private static func longestZeros(_ groups: [UInt16]) -> Range<Int>? {
        var longest: Range<Int>?
        var start = 0
        for index in 0...groups.count where index == groups.count || groups[index] != 0 {
            if index - start >= 2, index - start > longest?.count ?? 0 { longest = start..<index }
            start = index + 1
        }
        return longest
    }
}
#endif
