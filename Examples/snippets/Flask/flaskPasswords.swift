import MapaeFlask
import NIOPosix

// snippet.flask.passwords
/// Whether a password is the one of a hash that Werkzeug has made. It takes a tenth of a second, so a thread that may wait does it.
func isRight(_ password: String, for stored: String) async throws -> Bool {
    try await NIOThreadPool.singleton.runIfActive { try WerkzeugHash(parsing: stored).matches(password) }
}
// snippet.end
