import Mapae

/// What a request to the token endpoint must look like before its parameters mean anything.
public enum TokenForm {
    /// Reads the parameters of a request to the token endpoint, or to another that clients call themselves.
    /// - Parameters:
    ///   - body: The body.
    ///   - contentTypes: The values of all its `Content-Type` fields.
    ///   - query: What stands behind the `?` of its target.
    ///   - limits: How large the body may be.
    /// - Throws: ``OAuthError`` `invalid_request` for another type, for parameters in the query, and for what no form
    ///   is.
    public static func parameters(
        body: some Collection<UInt8>, contentTypes: [String], query: some Collection<UInt8>,
        limits: ParameterLimits = .init()
    ) throws(OAuthError) -> Parameters {
        try checkContentType(contentTypes)
        try checkQuery(query)
        let parameters = try Parameters(parsing: body, repeatable: [ResourceIndicator.parameter], limits: limits)
        try parameters.checkUnique()
        return parameters
    }

    /// RFC 6749 §3.2, appendix B: a form in UTF-8. What reads otherwise elsewhere is not read here.
    private static func checkContentType(_ values: [String]) throws(OAuthError) {
        guard values.count == 1, MediaTypeText.isForm(MediaTypeText.essence(values[0])), isUTF8(values[0]) else {
            throw OAuthError(.invalidRequest, "The Content-Type must be application/x-www-form-urlencoded.")
        }
    }

    /// No parameter of the type, or `charset=utf-8`, which many clients send.
    private static func isUTF8(_ value: String) -> Bool {
        let parameters = value.utf8.drop { $0 != UInt8(ascii: ";") }.filter { $0 != 0x20 && $0 != 0x09 }
            .map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        return ["", ";", ";charset=utf-8", ";charset=\"utf-8\""].contains { parameters.elementsEqual($0.utf8) }
    }

    /// RFC 6749 §2.3.1, §3.2: parameters are in the body alone. Queries are written into logs.
    private static func checkQuery(_ query: some Collection<UInt8>) throws(OAuthError) {
        guard query.isEmpty else {
            throw OAuthError(.invalidRequest, "The parameters must be in the body, not in the address.")
        }
    }
}
