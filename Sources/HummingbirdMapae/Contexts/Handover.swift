import Mapae

/// What a middleware hands to the context of the routes behind it. Between them stands the program's own context, whose type has
/// no place for it; the task has.
enum Handover {
    /// Why the request's token was passed over.
    @TaskLocal static var refusal: TokenError?
    /// The user that was looked up.
    @TaskLocal static var user: (any Sendable)?
}
