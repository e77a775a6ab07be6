#if Server
import HTTPTypes
import MapaeJOSE
import Testing

/// What a server answered, however it was asked.
struct Answer: Sendable {
    let status: Int
    let headers: HTTPFields
    let body: [UInt8]

    var text: String { String(decoding: body, as: UTF8.self) }

    /// The body, which must be one strict JSON object.
    var object: JSONObject {
        get throws { try #require(JSONValue(parsing: body).object, "no JSON object: \(text)") }
    }

    /// A text member of the body.
    func member(_ name: String) throws -> String {
        try #require(try object[name]?.string, "no text '\(name)' in \(text)")
    }
}

extension Answer {
    /// What no answer may give away: the program's insides.
    private static let insides = [
        "swift", "hummingbird", "nio", "grdb", "sqlite", "argon", "fatal", "thread", "stack", "error(", "0x", "/tmp",
        "/home/", "0.1.0", "optional(",
    ]

    /// Checks that this is a refusal in the one form that all have: `{"error", "error_description"}`, not to be cached.
    func expectRefusal(
        _ status: Int, _ code: String? = nil, _ case: String = "", sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let comment: Comment = "\(`case`): \(self.status) \(text)"
        #expect(self.status == status, comment, sourceLocation: sourceLocation)
        let members = (try? object.members) ?? []
        var names = members.map(\.name)
        if names.last == "msg" { names.removeLast() }
        #expect(names == ["error", "error_description"], comment, sourceLocation: sourceLocation)
        #expect(members.allSatisfy { $0.value.string?.isEmpty == false }, comment, sourceLocation: sourceLocation)
        if let code { #expect(members.first?.value.string == code, comment, sourceLocation: sourceLocation) }
        #expect(
            headers[.contentType] == "application/json; charset=utf-8", comment, sourceLocation: sourceLocation)
        #expect(headers[.cacheControl] == "no-store", comment, sourceLocation: sourceLocation)
        #expect(
            (headers[.wwwAuthenticate] != nil) == (status == 401 || code == "insufficient_scope"), comment,
            sourceLocation: sourceLocation)
        expectNoInsides(sourceLocation: sourceLocation)
    }

    /// Checks that neither the body nor a header tells what the server is made of.
    func expectNoInsides(sourceLocation: SourceLocation = #_sourceLocation) {
        let all = text + headers.map { "\n\($0.name): \($0.value)" }.joined()
        let found = Self.insides.filter { all.lowercased().contains($0) }
        #expect(found.isEmpty, "\(all)", sourceLocation: sourceLocation)
        #expect(headers[.server] == nil, sourceLocation: sourceLocation)
    }
}
#endif
