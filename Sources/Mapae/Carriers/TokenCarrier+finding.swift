import HTTPTypes
import MapaeJOSE

extension TokenCarrier {
    /// The most bytes of a JSON body in which a token is looked for.
    static let maximumBodyBytes = 64 * 1024

    /// The credential of a request, or `nil` when it carries none here.
    /// - Parameters:
    ///   - request: The request.
    ///   - type: The kind of token that is wanted; without one, an access token is looked for before a refresh token.
    /// - Throws: ``TokenError`` for what can be read in two ways, or lacks its CSRF value; what the body's reader throws.
    func credential<R: TokenRequest>(in request: inout R, for type: TokenType?) async throws -> Credential? {
        switch kind {
        case .header(let header):
            return try header.token(in: request.head.headerFields).map { Credential(token: $0, location: .header) }
        case .cookie(let cookie):
            return try await cookie.credential(in: &request, for: type)
        case .query(let name):
            return try Self.token(of: name, inQuery: request.head.path).map { Credential(token: $0, location: .query) }
        case .jsonBody(let access, let refresh):
            let names =
                switch type {
                case .access?: [access]
                case .refresh?: [refresh]
                case nil: [access, refresh]
                }
            return try await Self.token(named: names, inBodyOf: &request).map {
                Credential(token: $0, location: .jsonBody)
            }
        }
    }

    private static func token(of name: String, inQuery path: String?) throws(TokenError) -> Substring? {
        guard let values = FormText.values(of: name, in: FormText.query(of: path)), values.count <= 1 else {
            throw TokenError(.malformedRequest)
        }
        return values.first.map { $0[...] }
    }

    private static func token<R: TokenRequest>(
        named names: [String], inBodyOf request: inout R
    ) async throws -> Substring? {
        let types = request.head.headerFields[values: .contentType]
        guard types.count == 1, MediaTypeText.isJSON(MediaTypeText.essence(types[0])) else { return nil }
        let body = try await request.body(upTo: maximumBodyBytes)
        guard case .object(let object)? = try? JSONValue(parsing: body) else {
            if body.isEmpty { return nil }
            throw TokenError(.malformedRequest)
        }
        for name in names {
            guard let member = object[name] else { continue }
            guard let token = member.string else { throw TokenError(.malformedRequest) }
            return token[...]
        }
        return nil
    }
}

extension CookieCarrier {
    /// The credential of a request, or `nil` when it carries none of these cookies.
    func credential<R: TokenRequest>(in request: inout R, for type: TokenType?) async throws -> Credential? {
        for type in type.map({ [$0] }) ?? TokenType.allCases {
            guard let token = try CookieHeader.value(of: name(for: type), in: request.head.headerFields) else {
                continue
            }
            let evidence = try await csrf?.evidence(in: &request, for: type) ?? .notNeeded
            return Credential(token: token, location: .cookie, csrf: evidence, deadCookies: removal(of: [type]))
        }
        return nil
    }
}
