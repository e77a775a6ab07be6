extension ResourceIndicator {
    /// The name of the parameter, the only one that may be repeated.
    public static let parameter = "resource"
    /// The most resources of one request.
    public static let maximumCount = 16

    /// The resources that a request names, each once.
    /// - Throws: ``OAuthError`` `invalid_target` for what is no resource, and for too many.
    static func requested(in parameters: Parameters) throws(OAuthError) -> [ResourceIndicator] {
        var resources: [ResourceIndicator] = []
        for text in parameters.values(of: parameter) {
            let resource = try ResourceIndicator(text)
            if !resources.contains(resource) { resources.append(resource) }
        }
        guard resources.count <= maximumCount else {
            throw OAuthError(.invalidTarget, "There are more than \(maximumCount) resources.")
        }
        return resources
    }

    /// The resources that a token is for: those that the request names, or without a wish all that were granted (RFC
    /// 8707 §2.2).
    /// - Throws: ``OAuthError`` `invalid_target` for one that was not granted.
    static func narrowed(
        _ wanted: [ResourceIndicator], granted: [ResourceIndicator]
    ) throws(OAuthError) -> [ResourceIndicator] {
        guard !wanted.isEmpty else { return granted }
        try check(wanted, among: granted)
        return wanted
    }

    /// - Throws: ``OAuthError`` `invalid_target` for one that is not among those that there are.
    static func check(_ wanted: [ResourceIndicator], among known: [ResourceIndicator]) throws(OAuthError) {
        guard wanted.allSatisfy(known.contains) else {
            throw OAuthError(.invalidTarget, "A resource is unknown, or was not granted.")
        }
    }
}
