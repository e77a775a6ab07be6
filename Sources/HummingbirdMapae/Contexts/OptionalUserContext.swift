public import Hummingbird
public import Mapae

/// The context of a route that takes requests without a token, and has the user of one with a token looked up.
///
/// All that the router's own context has can be read through it, its `token` among it.
@dynamicMemberLookup
public struct OptionalUserContext<Parent: TokenRequestContext, User: Sendable>: ChildRequestContext {
    /// The parent's decoder; without this line the child would fall back to the default one.
    public typealias Decoder = Parent.Decoder
    /// The parent's encoder.
    public typealias Encoder = Parent.Encoder

    private var parent: Parent

    /// The user that the token is about; `nil` without a token.
    public let user: User?
    /// What was wrong with the token that the request carried and that was passed over; `nil` when it carried none.
    public let refusal: TokenError?

    /// Creates the context of a route that has its user looked up if there is one.
    /// - Throws: `TokenError` `unknown_user` when there is a token and no middleware has set a user.
    public init(context: Parent) throws {
        // A request without a token has no user, whatever the task around it was about.
        self.user = context.token == nil ? nil : Handover.user as? User
        guard context.token == nil || user != nil else { throw TokenError(.unknownUser) }
        self.parent = context
        self.refusal = context.token == nil ? Handover.refusal : nil
    }

    /// What Hummingbird keeps for each request.
    public var coreContext: CoreRequestContextStorage {
        get { parent.coreContext }
        set { parent.coreContext = newValue }
    }

    /// The parent's limit.
    public var maxUploadSize: Int { parent.maxUploadSize }
    /// The parent's decoder.
    public var requestDecoder: Parent.Decoder { parent.requestDecoder }
    /// The parent's encoder.
    public var responseEncoder: Parent.Encoder { parent.responseEncoder }

    /// A member of the router's own context.
    public subscript<Value>(dynamicMember keyPath: KeyPath<Parent, Value>) -> Value { parent[keyPath: keyPath] }
}
