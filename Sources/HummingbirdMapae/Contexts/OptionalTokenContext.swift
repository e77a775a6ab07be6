public import Hummingbird
public import Mapae

/// The context of a route that takes requests without a token.
///
/// All that the router's own context has can be read through it, its ``token`` among it.
@dynamicMemberLookup
public struct OptionalTokenContext<Parent: TokenRequestContext>: ChildRequestContext, TokenRequestContext {
    /// The parent's decoder; without this line the child would fall back to the default one.
    public typealias Decoder = Parent.Decoder
    /// The parent's encoder.
    public typealias Encoder = Parent.Encoder

    private var parent: Parent

    /// What was wrong with the token that the request carried and that was passed over; `nil` when it carried none.
    public let refusal: TokenError?

    /// Creates the context of a route that takes requests without a token.
    public init(context: Parent) {
        self.parent = context
        self.refusal = context.token == nil ? Handover.refusal : nil
    }

    /// The token that has been believed, if there is one.
    public var token: VerifiedToken? {
        get { parent.token }
        set { parent.token = newValue }
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
