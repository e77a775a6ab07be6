public import MapaeJOSE

/// The parameter `claims` (OpenID Connect Core §5.5): single claims that the client wishes, each in the place where it
/// wants them.
public struct ClaimsRequest: Sendable {
    /// How one claim is wished for (§5.5.1).
    public struct Wish: Sendable {
        /// The claim's name.
        public let name: String
        /// Whether the client can do little without it.
        public let isEssential: Bool
        /// The values that the client would take, the best first; empty where any will do.
        public let values: [JSONValue]
    }

    /// Wishes for the userinfo endpoint.
    public let userInfo: [Wish]
    /// Wishes for the ID token.
    public let idToken: [Wish]

    /// How large the JSON may be, in bytes.
    public static let maximumBytes = 4096
    private static let limits = JSONLimits(depth: 4, members: 64)

    /// Reads the parameter. Members that are not known are left out.
    /// - Throws: ``OAuthError`` `invalid_request` for what is too large or too deep, and for other than the standard's
    ///   form.
    public init(parsing text: String) throws(OAuthError) {
        guard text.utf8.count <= Self.maximumBytes,
            let value = try? JSONValue(parsing: Array(text.utf8), limits: Self.limits), let object = value.object
        else { throw Self.malformed }
        userInfo = try Self.wishes(object["userinfo"])
        idToken = try Self.wishes(object["id_token"])
    }

    private static func wishes(_ value: JSONValue?) throws(OAuthError) -> [Wish] {
        guard let value else { return [] }
        if case .null = value { return [] }
        guard let object = value.object else { throw malformed }
        var wishes: [Wish] = []
        for member in object.members { wishes.append(try wish(member.name, member.value)) }
        return wishes
    }

    private static func wish(_ name: String, _ value: JSONValue) throws(OAuthError) -> Wish {
        if case .null = value { return Wish(name: name, isEssential: false, values: []) }
        guard let object = value.object else { throw malformed }
        let essential = object["essential"]
        guard essential == nil || essential?.bool != nil else { throw malformed }
        let values: [JSONValue]
        switch (object["value"], object["values"]) {
        case (nil, nil): values = []
        case (let value?, nil): values = [value]
        case (nil, let list?):
            guard let elements = list.array else { throw malformed }
            values = elements
        case (.some, .some): throw malformed
        }
        return Wish(name: name, isEssential: essential?.bool ?? false, values: values)
    }

    private static let malformed = OAuthError(
        .invalidRequest, "The parameter claims is not as OpenID Connect Core 5.5 has it, or is too large.")
}
