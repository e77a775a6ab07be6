#if Server
import NIOHTTP1

/// What a head of HTTP/1 says that the edge needs, or why it is refused.
struct HeadRules {
    /// The head in origin form.
    private(set) var head: HTTPRequestHead
    /// How long the body says to be; `nil` for none and for chunks.
    private(set) var contentLength: Int?
    private(set) var isChunked = false
    /// Whether the client waits to be told that its body is welcome (RFC 9110 §10.1.1).
    private(set) var expectsContinue = false
    /// Whether this is to be the connection's last request.
    private(set) var isLast: Bool

    private var hosts = 0
    private var bytes = 0

    var hasBody: Bool { isChunked || (contentLength ?? 0) > 0 }

    init(_ head: HTTPRequestHead, _ limits: EdgeLimits) throws(RefusedHead) {
        self.head = head
        // RFC 9112 §9.3 has HTTP/1.0 connections stay open on request; too many read that differently.
        self.isLast = head.version != .http1_1 || !head.isKeepAlive
        guard head.version == .http1_1 || head.version == .http1_0 else { throw RefusedHead(.malformed) }
        guard head.uri.utf8.count <= limits.targetBytes else { throw RefusedHead(.targetLength) }
        guard head.headers.count <= limits.headerCount else { throw RefusedHead(.headerFields) }
        var host = ""
        for (name, value) in head.headers { try read(name, value, &host) }
        guard bytes <= limits.headerBytes else { throw RefusedHead(.headerFields) }
        guard hosts == 1, HostField.isValid(host) else { throw RefusedHead(.host) }
        if head.method == .CONNECT || head.method == .TRACE { throw RefusedHead(.method) }
        try normalize(host)
        if isChunked, contentLength != nil { throw RefusedHead(.transferEncoding) }
        if let contentLength, contentLength > limits.bodyBytes {
            throw RefusedHead(.bodyLength(limits.bodyBytes))
        }
        if !hasBody { expectsContinue = false }
    }

    /// Takes note of one field. Lengths first: most fields are none of these, and this runs for every one of every request.
    private mutating func read(_ name: String, _ field: String, _ host: inout String) throws(RefusedHead) {
        bytes += name.utf8.count + field.utf8.count + 4
        // RFC 9112 §5: the blanks around a value are none of it. The decoder leaves those behind it.
        var value: Substring { CommaList.trimmed(field.utf8[...]) }
        switch name.utf8.count {
        case 4 where ASCII.equalIgnoringCase(name, "host"):
            hosts += 1
            host = String(value)
        case 6 where ASCII.equalIgnoringCase(name, "expect"):
            // RFC 9110 §10.1.1: in HTTP/1.0 it is passed over.
            guard head.version == .http1_1 else { return }
            guard ASCII.equalIgnoringCase(value, "100-continue") else { throw RefusedHead(.expectation) }
            expectsContinue = true
        case 7 where ASCII.equalIgnoringCase(name, "upgrade"):
            // The decoder reads nothing after a request that could change the protocol.
            isLast = true
        case 14 where ASCII.equalIgnoringCase(name, "content-length"):
            guard contentLength == nil, let length = Self.length(value) else { throw RefusedHead(.contentLength) }
            contentLength = length
        case 16 where ASCII.equalIgnoringCase(name, "content-encoding"):
            guard ASCII.equalIgnoringCase(value, "identity") else { throw RefusedHead(.contentEncoding) }
        case 17 where ASCII.equalIgnoringCase(name, "transfer-encoding"):
            // RFC 9112 §6.1: with HTTP/1.0 the framing is to be taken for faulty.
            guard !isChunked, head.version == .http1_1, ASCII.equalIgnoringCase(value, "chunked") else {
                throw RefusedHead(.transferEncoding)
            }
            isChunked = true
        default: break
        }
    }

    /// RFC 9112 §3.2.2: a target in absolute form is taken, and its authority counts. A Host that differs is one more way
    /// to be read differently by two servers, so both must say the same.
    private mutating func normalize(_ host: String) throws(RefusedHead) {
        switch RequestTarget(head.uri) {
        case .origin: break
        case .asterisk where head.method == .OPTIONS: break
        case .absolute(let authority, let path):
            guard ASCII.equalIgnoringCase(authority, host) else { throw RefusedHead(.authority) }
            head.uri = path
        default: throw RefusedHead(.target)
        }
    }

    private static func length(_ text: Substring) -> Int? {
        guard !text.isEmpty, text.utf8.allSatisfy(ASCII.isDigit) else { return nil }
        // More digits than an Int has are too long all the same.
        return text.utf8.count > 18 ? .max : Int(text)
    }
}

/// A head that is refused.
struct RefusedHead: Error {
    let refusal: Refusal

    init(_ refusal: Refusal) { self.refusal = refusal }
}
#endif
