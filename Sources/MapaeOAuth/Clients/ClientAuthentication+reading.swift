extension ClientAuthentication {
    /// Reads what a request to the token endpoint, or to another that clients call themselves, presents.
    /// - Parameters:
    ///   - authorization: The values of all its `Authorization` fields.
    ///   - parameters: The parameters of its body.
    /// - Throws: ``OAuthError`` `invalid_request` for more than one method at once; `invalid_client` for what cannot be
    ///   read, for two different clients, and for none.
    public init(authorization: [String], parameters: Parameters) throws(OAuthError) {
        try parameters.checkUnique()
        try Self.checkOneMethod(authorization, parameters)
        let named = try Self.namedClient(parameters)
        if let field = authorization.first {
            let credentials = try BasicCredentials(field: field)
            try Self.checkSame(credentials.clientID, named)
            self = .secretBasic(credentials.clientID, secret: credentials.secret)
        } else if let assertion = try Self.assertion(parameters) {
            self = .assertion(named, text: assertion)
        } else if let named {
            if let secret = parameters["client_secret"] {
                self = .secretPost(named, secret: secret)
            } else {
                self = .none(named)
            }
        } else {
            throw OAuthError(.invalidClient, "The request says nothing of its client; send client_id, or authenticate.")
        }
    }

    /// RFC 6749 §2.3: a request uses one method, and one only.
    private static func checkOneMethod(_ authorization: [String], _ parameters: Parameters) throws(OAuthError) {
        let methods =
            authorization.count + (parameters["client_secret"] == nil ? 0 : 1)
            + (parameters["client_assertion"] == nil ? 0 : 1)
        guard methods <= 1 else {
            throw OAuthError(.invalidRequest, "The client authenticates in more than one way; use one.")
        }
    }

    /// The client that the body names.
    private static func namedClient(_ parameters: Parameters) throws(OAuthError) -> ClientID? {
        guard let text = parameters["client_id"] else { return nil }
        guard let id = ClientID(text) else { throw OAuthError(.invalidClient) }
        return id
    }

    /// RFC 7521 §4.2: what authenticates and what the body names are one client.
    private static func checkSame(_ id: ClientID, _ named: ClientID?) throws(OAuthError) {
        guard named == nil || named == id else {
            throw OAuthError(.invalidClient, "The client_id is another than that of the client authentication.")
        }
    }

    /// RFC 7521 §4.2: an assertion comes with its type.
    private static func assertion(_ parameters: Parameters) throws(OAuthError) -> String? {
        switch (parameters["client_assertion_type"], parameters["client_assertion"]) {
        case (nil, nil): return nil
        case (let type?, let assertion?):
            guard type.utf8.elementsEqual(assertionType.utf8) else {
                throw OAuthError(.invalidClient, "The client_assertion_type is not supported.")
            }
            return assertion
        default:
            throw OAuthError(.invalidRequest, "Send client_assertion and client_assertion_type together.")
        }
    }
}
