import HTTPTypes
import Mapae

/// The access token of a request to a resource, and how it came (RFC 6750 §2, RFC 9449 §7.1).
struct ResourceCredential: Sendable {
    /// How a token is presented.
    enum Scheme: Sendable {
        /// Alone.
        case bearer
        /// With a proof that its holder has a key.
        case dpop
    }

    let scheme: Scheme
    let token: String

    /// Finds it in the header, or in the form of a POST.
    /// - Throws: `TokenError` `missing_token`, `invalid_request` for more than one.
    init(_ headers: HTTPFields, method: HTTPRequest.Method, body: [UInt8]) throws(TokenError) {
        let fields = headers[values: .authorization]
        guard fields.count <= 1 else { throw TokenError(.malformedRequest) }
        let posted = try Self.posted(headers, method, body)
        switch (fields.first.flatMap(Self.presented), posted) {
        case (.some, .some): throw TokenError(.malformedRequest)
        case (let presented?, nil): self = presented
        case (nil, let posted?): self = ResourceCredential(scheme: .bearer, token: posted)
        case (nil, nil): throw TokenError(.missingToken)
        }
    }

    private init(scheme: Scheme, token: String) {
        self.scheme = scheme
        self.token = token
    }

    /// A scheme in any case, and at least one space (RFC 9110 §11.4). Another scheme is no token.
    private static func presented(_ field: String) -> ResourceCredential? {
        let name = field.utf8.prefix { $0 != UInt8(ascii: " ") }
        let lowered = name.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        let token = String(Substring(field.utf8.dropFirst(name.count).drop { $0 == UInt8(ascii: " ") }))
        if lowered.elementsEqual("bearer".utf8) { return ResourceCredential(scheme: .bearer, token: token) }
        if lowered.elementsEqual("dpop".utf8) { return ResourceCredential(scheme: .dpop, token: token) }
        return nil
    }

    /// RFC 6750 §2.2. A token in the address is not looked at (§5.3: it would stand in logs).
    private static func posted(
        _ headers: HTTPFields, _ method: HTTPRequest.Method, _ body: [UInt8]
    ) throws(TokenError) -> String? {
        guard method == .post, !body.isEmpty else { return nil }
        let types = headers[values: .contentType]
        guard types.count == 1, MediaTypeText.isForm(MediaTypeText.essence(types[0])) else { return nil }
        guard let parameters = try? Parameters(parsing: body), !parameters.isRepeated("access_token") else {
            throw TokenError(.malformedRequest)
        }
        return parameters["access_token"]
    }
}
