extension Client {
    /// Decides whether the client has shown who it is, as far as that needs no signature.
    ///
    /// For ``ClientAuthentication/assertion(_:text:)`` this checks the method alone: whoever verifies the assertion
    /// gives its subject to ``checkAssertionSubject(_:)``.
    /// - Throws: ``OAuthError`` `invalid_client`.
    public func authenticate(_ presented: ClientAuthentication) throws(OAuthError) {
        try checkMethod(presented)
        switch presented {
        case .none, .assertion: break
        case .secretBasic(_, let secret), .secretPost(_, let secret): try checkSecret(secret)
        }
    }

    /// Only the method that was registered is taken (RFC 7591 §2): a client whose secret came through a body, and so
    /// perhaps into a log, was to use another.
    private func checkMethod(_ presented: ClientAuthentication) throws(OAuthError) {
        guard presented.clientID == nil || presented.clientID == id,
            presented.method == metadata.authenticationMethod
        else { throw OAuthError(.invalidClient) }
    }

    /// All digests are compared, so that the time does not tell which one it was.
    private func checkSecret(_ secret: String) throws(OAuthError) {
        let matches = secrets.map { $0.matches(secret) }
        guard matches.contains(true) else { throw OAuthError(.invalidClient) }
    }

    /// RFC 7523 §3: the subject of a client's assertion is the client.
    /// - Parameter subject: The `sub` of an assertion whose signature has been verified with this client's keys.
    /// - Throws: ``OAuthError`` `invalid_client`.
    public func checkAssertionSubject(_ subject: String) throws(OAuthError) {
        guard subject.utf8.elementsEqual(id.text.utf8) else { throw OAuthError(.invalidClient) }
    }

    /// RFC 6749 §5.2: a client uses only grants that it has registered.
    /// - Throws: ``OAuthError`` `unauthorized_client`.
    public func checkGrant(_ grant: GrantType) throws(OAuthError) {
        guard metadata.grantTypes.contains(grant) else { throw OAuthError(.unauthorizedClient) }
    }
}
