#if Server
import HTTPTypes

/// What a head of HTTP/2 must look like (RFC 9113 §8.3.1); the frames and the fields' own form are checked before.
enum StreamRules {
    private static let host = HTTPField.Name("host")
    private static let expect = HTTPField.Name("expect")

    static func refusal(of head: HTTPRequest, _ limits: EdgeLimits) -> Refusal? {
        if head.method == .connect || head.method == .trace { return .method }
        guard let path = head.path else { return .target }
        guard path.utf8.count <= limits.targetBytes else { return .targetLength }
        let fields = head.headerFields
        let bytes = fields.reduce(0) { $0 + $1.name.rawName.utf8.count + $1.value.utf8.count + 4 }
        guard fields.count <= limits.headerCount, bytes <= limits.headerBytes else { return .headerFields }
        guard let authority = head.authority, HostField.isValid(authority) else { return .host }
        if let host {
            // RFC 9113 §8.3.1: a Host must not name another host than :authority does.
            let hosts = fields[values: host]
            guard hosts.count <= 1, hosts.allSatisfy({ ASCII.equalIgnoringCase($0, authority) }) else {
                return .authority
            }
        }
        switch RequestTarget(path) {
        case .origin: break
        case .asterisk where head.method == .options: break
        default: return .target
        }
        return refusal(of: fields, limits)
    }

    private static func refusal(of fields: HTTPFields, _ limits: EdgeLimits) -> Refusal? {
        // RFC 9113 §8.2.2.
        if fields.contains(.transferEncoding) || fields.contains(.connection) { return .transferEncoding }
        for coding in fields[values: .contentEncoding] where !ASCII.equalIgnoringCase(coding, "identity") {
            return .contentEncoding
        }
        if let expect {
            for value in fields[values: expect] where !ASCII.equalIgnoringCase(value, "100-continue") {
                return .expectation
            }
        }
        let lengths = fields[values: .contentLength]
        guard lengths.count <= 1 else { return .contentLength }
        if let length = lengths.first {
            guard !length.isEmpty, length.utf8.allSatisfy(ASCII.isDigit) else { return .contentLength }
            guard let number = Int(length), number <= limits.bodyBytes else { return .bodyLength(limits.bodyBytes) }
        }
        return nil
    }
}
#endif
