import HTTPTypes

extension CSRFProtection {
    /// The most bytes of a form that is read for its CSRF value.
    static let maximumFormBytes = 64 * 1024

    /// What the request shows beside its cookie.
    /// - Throws: ``TokenError`` `csrf_token_missing`, `cross_site_request`; `invalid_request` for two values; what the body's
    ///   reader throws.
    func evidence<R: TokenRequest>(in request: inout R, for type: TokenType) async throws -> CSRFEvidence {
        guard !exemptMethods.contains(request.head.method) else { return .notNeeded }
        // W3C Fetch Metadata: the browser's own word, which no page can change. Clients that are no browsers do not send it.
        if let name = Self.fetchSite {
            let sites = request.head.headerFields[values: name]
            guard !sites.contains(where: { $0.utf8.elementsEqual("cross-site".utf8) }) else {
                throw TokenError(.crossSiteRequest)
            }
        }
        if let value = try headerValue(in: request.head.headerFields, for: type) { return .value(value) }
        if let field = formField(for: type), let value = try await Self.formValue(field, in: &request) {
            return .value(value)
        }
        throw TokenError(.csrfMissing)
    }

    private func headerValue(in headers: HTTPFields, for type: TokenType) throws(TokenError) -> String? {
        guard let name = HTTPField.Name(headerName(for: type)) else { return nil }
        let values = headers[values: name]
        guard values.count <= 1 else { throw TokenError(.malformedRequest) }
        return values.first.flatMap { $0.isEmpty ? nil : $0 }
    }

    private static func formValue<R: TokenRequest>(_ field: String, in request: inout R) async throws -> String? {
        let types = request.head.headerFields[values: .contentType]
        guard types.count == 1, MediaTypeText.isForm(MediaTypeText.essence(types[0])) else { return nil }
        let body = try await request.body(upTo: maximumFormBytes)
        guard let values = FormText.values(of: field, in: body), values.count <= 1 else {
            throw TokenError(.malformedRequest)
        }
        return values.first.flatMap { $0.isEmpty ? nil : $0 }
    }

    private static let fetchSite = HTTPField.Name("Sec-Fetch-Site")
}
