/// Where a token is looked for, under the names of `JWT_TOKEN_LOCATION`.
public enum FlaskLocation: String, Sendable, Hashable, CaseIterable {
    /// The header `JWT_HEADER_NAME`, behind the word `JWT_HEADER_TYPE`.
    case headers
    /// The access or the refresh cookie.
    case cookies
    /// The query parameter `JWT_QUERY_STRING_NAME`. Addresses are logged by every proxy, and tokens in them too.
    case queryString = "query_string"
    /// A member of the JSON body.
    case json
}
