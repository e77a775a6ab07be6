import HummingbirdMapae
import MapaeFlask

/// Has a key for each tenant, who is what stands before the colon of an identity.
enum KeysApp {
    static var callbacks: FlaskCallbacks {
        var callbacks = FlaskCallbacks()
        callbacks.additionalHeaders = { identity in
            let tenant = tenant(identity)
            return ["blue", "red"].contains(tenant) ? ["kid": .string(tenant)] : [:]
        }
        callbacks.encodeKey = { identity in try key(tenant(identity)) }
        callbacks.decodeKey = { header, _ in try key(header["kid"]?.string ?? "").verificationKey }
        return callbacks
    }

    private static func tenant(_ identity: FlaskIdentity) -> String {
        String((identity.string ?? "").prefix { $0 != ":" })
    }

    private static func key(_ tenant: String) throws -> SigningKey {
        switch tenant {
        case "blue": try .hs256(secret: Secrets.blue)
        case "red": try .hs256(secret: Secrets.red)
        default: try .hs256(secret: Secrets.sharedText)
        }
    }
}
