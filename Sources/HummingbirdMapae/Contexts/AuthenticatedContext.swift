public import Hummingbird
public import Mapae

/// The context of a protected route: its ``token`` is there, at compile time.
///
/// All that the router's own context has can be read through it.
@dynamicMemberLookup
public struct AuthenticatedContext<Parent: TokenRequestContext>: ChildRequestContext, AuthenticatedRequestContext,
    GuardedContext
{
    /// The parent's decoder; without this line the child would fall back to the default one.
    public typealias Decoder = Parent.Decoder
    /// The parent's encoder.
    public typealias Encoder = Parent.Encoder

    private var parent: Parent

    /// The token that has been believed.
    public let token: VerifiedToken

    /// Creates the context of a protected route.
    /// - Throws: `TokenError` `missing_token` when no middleware has set a token.
    public init(context: Parent) throws {
        guard let token = context.token else { throw TokenError(.missingToken) }
        self.parent = context
        self.token = token
    }

    /// The parent gets the token too: what the program's own context makes of it has to find it there.
    @inline(__always)
    init(_ parent: borrowing Parent, token: VerifiedToken) {
        self.parent = copy parent
        self.parent.token = token
        self.token = token
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
