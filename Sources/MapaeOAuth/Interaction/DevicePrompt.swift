/// What a page has to say before a device is let in.
///
/// It has to warn too (RFC 8628 §5.4): the device is wherever the code was seen, and whoever got it in a message lets a stranger in.
public struct DevicePrompt: Sendable {
    /// The code as the device shows it, for the user to compare.
    public let userCode: String
    /// The client.
    public let clientID: ClientID
    /// What the client says of itself. Nobody has checked that.
    public let display: ClientDisplay
    /// The user who is asked.
    public let login: UserLogin
    /// What the client wants to do.
    public let scopes: ScopeList
    /// What the client's tokens are for.
    public let resources: [ResourceIndicator]
}
