import Hummingbird
package import NIOCore

extension RequestError {
    /// Reads a body, and says in this error's words what goes wrong.
    package static func explaining(limit: Int, _ collect: () async throws -> ByteBuffer) async throws -> ByteBuffer {
        do {
            return try await collect()
        } catch is NIOTooManyBytesError {
            throw RequestError.tooLarge(limit: limit)
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            // Bad chunks, or a client that went away: nothing that the server did wrong.
            throw RequestError.invalid("The body did not arrive whole.")
        }
    }
}
