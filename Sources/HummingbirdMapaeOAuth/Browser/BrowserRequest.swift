import HTTPTypes
import Mapae
import MapaeOAuth

/// A request of a browser, as far as pages look at it.
struct BrowserRequest: Sendable {
    let headers: HTTPFields
    /// What stands behind the `?` of its target.
    let query: [UInt8]
    /// Its body; empty for a GET.
    let body: [UInt8]
    /// The part of its address that tells its network.
    let network: String?

    /// The parameters of its query.
    /// - Throws: ``OAuthError`` `invalid_request`.
    func queried() throws(OAuthError) -> Parameters {
        let parameters = try Parameters(parsing: query)
        try parameters.checkUnique()
        return parameters
    }

    /// The body of a POST, if it is a form. Nothing else is: what a page of another site can send as plain text is none.
    /// - Throws: ``OAuthError`` `invalid_request`.
    func formBody() throws(OAuthError) -> [UInt8] {
        let types = headers[values: .contentType]
        guard types.count == 1, MediaTypeText.isForm(MediaTypeText.essence(types[0])) else {
            throw OAuthError(.invalidRequest, "The Content-Type must be application/x-www-form-urlencoded.")
        }
        return body
    }

    /// The parameters of a form of this server's.
    /// - Throws: ``OAuthError`` `invalid_request`.
    func form() throws(OAuthError) -> Parameters {
        let parameters = try Parameters(
            parsing: try formBody(), limits: ParameterLimits(bytes: 400_000, count: 16, valueBytes: 350_000))
        try parameters.checkUnique()
        return parameters
    }

    /// Where it comes from, for a list of devices.
    var origin: SessionOrigin { SessionOrigin(device: headers[.userAgent], network: network) }
}
