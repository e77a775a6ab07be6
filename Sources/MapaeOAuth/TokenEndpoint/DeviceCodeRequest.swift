/// A device asks whether its user has decided (RFC 8628 §3.4).
public struct DeviceCodeRequest: Sendable, CustomStringConvertible, CustomReflectable {
    /// The device code.
    public let code: String
    /// What the access token is to be used at.
    public let resources: [ResourceIndicator]

    init(_ parameters: Parameters) throws(OAuthError) {
        code = try TokenRequest.credential("device_code", parameters)
        resources = try ResourceIndicator.requested(in: parameters)
    }

    /// The resources of the token: some of those that were granted, or all (RFC 8707 §2.2).
    /// - Throws: ``OAuthError`` `invalid_target`.
    public func resources(granted: [ResourceIndicator]) throws(OAuthError) -> [ResourceIndicator] {
        try ResourceIndicator.narrowed(resources, granted: granted)
    }

    /// Says what it is, and no code.
    public var description: String { "DeviceCodeRequest" }

    /// Shows what ``description`` does, so that `dump` prints no code.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
