public import HTTPTypes

extension AuthorizationResponse {
    /// How the browser brings the answer to the client.
    public enum Delivery: Sendable {
        /// A redirect with this status and these fields.
        case redirect(HTTPResponse.Status, HTTPFields)
        /// A page with a form of hidden fields that posts itself to an address (Form Post Response Mode §2). Whoever
        /// writes the page escapes each of them.
        case form(action: String, fields: [(name: String, value: String)])
    }

    /// How the browser brings the answer to the client.
    ///
    /// The status is 303: with 307 the browser would post what the user typed, a password perhaps, to the client (RFC
    /// 9700 §4.12).
    public var delivery: Delivery {
        switch address.mode {
        case .query: .redirect(.seeOther, redirectFields)
        case .formPost: .form(action: address.target.text, fields: parameters)
        }
    }

    /// The address with the answer in its query.
    private var location: String {
        var query = QueryWriter()
        for parameter in parameters { query.append(parameter.name, parameter.value) }
        return RedirectLocation.appending(query.text, to: address.target.text)
    }

    /// RFC 9700 §4.2.4: the page that the client shows must not tell others the address with the code in it.
    private var redirectFields: HTTPFields {
        var fields: HTTPFields = [.location: location, .cacheControl: "no-store"]
        if let name = HTTPField.Name("Referrer-Policy") { fields[name] = "no-referrer" }
        return fields
    }
}
