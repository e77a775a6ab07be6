import Foundation
import MapaeFlask

/// The kit's key pairs. They are published, and protect nothing.
struct KeyFolder {
    private let folder: URL

    init(_ path: String) throws {
        folder = URL(fileURLWithPath: path, isDirectory: true)
        // One that is missing is found now, and not with the fortieth app.
        for name in ["rsa", "p256", "p384", "p521", "ed25519"] { _ = try pair(name) }
    }

    func pair(_ name: String) throws -> (private: FlaskKey, public: FlaskKey) {
        (try key("\(name)_private.pem"), try key("\(name)_public.pem"))
    }

    private func key(_ name: String) throws -> FlaskKey {
        FlaskKey(try String(contentsOf: folder.appending(component: name), encoding: .utf8))
    }
}
