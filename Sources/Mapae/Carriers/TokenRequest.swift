public import HTTPTypes

/// What a carrier may look at of a request. An adapter makes its framework's request one; Hummingbird's is.
public protocol TokenRequest {
    /// Method, address and header fields.
    var head: HTTPRequest { get }

    /// The whole body. Whoever handles the request afterwards can read it again.
    /// - Parameter limit: The most bytes.
    /// - Throws: An error that the adapter can answer with, when the body is longer or does not arrive.
    mutating func body(upTo limit: Int) async throws -> [UInt8]
}

extension HTTPRequest: TokenRequest {
    /// The request itself.
    public var head: HTTPRequest { self }

    /// Nothing: a head without a body.
    public mutating func body(upTo limit: Int) async throws -> [UInt8] { [] }
}
