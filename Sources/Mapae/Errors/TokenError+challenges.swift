extension TokenError {
    /// The challenges of a 401 or 403 (RFC 9110 §11.6.1), one for each scheme that is taken. What was wrong stands in the one of the
    /// scheme that was used, which comes first (RFC 9449 §7.1).
    /// - Parameters:
    ///   - error: The `error` of the challenge; `nil` for a request without a token (RFC 6750 §3.1).
    ///   - description: What is wrong.
    func challenges(error: String?, description: String) -> [String] {
        let realm = "realm=\"\(QuotedText.safe(self.realm))\""
        let problem = self.problem(error, description)
        guard let resource else { return ["Bearer \(realm)\(problem)"] }
        // RFC 9728 §5.1: where a client that knows nothing yet learns whom to ask for a token.
        let place = ", resource_metadata=\"\(resource.metadataURL)\""
        guard let algorithms = resource.proofAlgorithms else { return ["Bearer \(realm)\(problem)\(place)"] }
        let proofs = ", algs=\"\(algorithms.joined(separator: " "))\"\(place)"
        guard resource.takesBearer else { return ["DPoP \(realm)\(problem)\(proofs)"] }
        return cameWithProof
            ? ["DPoP \(realm)\(problem)\(proofs)", "Bearer \(realm)\(place)"]
            : ["Bearer \(realm)\(problem)\(place)", "DPoP \(realm)\(proofs)"]
    }

    private func problem(_ error: String?, _ description: String) -> String {
        var text = ""
        if let error { text = ", error=\"\(error)\", error_description=\"\(QuotedText.safe(description))\"" }
        switch code.cause {
        case .insufficientScope(let scopes):
            text += ", scope=\"\(QuotedText.safe(scopes.joined(separator: " ")))\""
        case .insufficientAuthentication(let acr, let maximumAge):
            // RFC 9470 §3: both, as a new token has to meet both.
            if !acr.isEmpty { text += ", acr_values=\"\(QuotedText.safe(acr.joined(separator: " ")))\"" }
            if let maximumAge { text += ", max_age=\"\(maximumAge.components.seconds)\"" }
        default: break
        }
        return text
    }
}
