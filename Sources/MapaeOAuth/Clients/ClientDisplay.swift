/// What a client says of itself to users. It proves nothing, and it still has to be escaped in a page.
public struct ClientDisplay: Sendable, Hashable {
    /// The name: text without control characters, marks of writing direction and line separators.
    public var name: String?
    /// The client's home page, `https`.
    public var uri: String?
    /// The client's logo, `https`.
    public var logoURI: String?
    /// The client's terms of service, `https`.
    public var termsURI: String?
    /// The client's privacy policy, `https`.
    public var policyURI: String?
    /// Who is responsible for it, mostly e-mail addresses.
    public var contacts: [String]

    /// Creates what a client says of itself.
    /// - Parameters:
    ///   - name: The name.
    ///   - uri: The home page.
    ///   - logoURI: The logo.
    ///   - termsURI: The terms of service.
    ///   - policyURI: The privacy policy.
    ///   - contacts: Who is responsible for it.
    public init(
        name: String? = nil, uri: String? = nil, logoURI: String? = nil, termsURI: String? = nil,
        policyURI: String? = nil, contacts: [String] = []
    ) {
        self.name = name
        self.uri = uri
        self.logoURI = logoURI
        self.termsURI = termsURI
        self.policyURI = policyURI
        self.contacts = contacts
    }
}
