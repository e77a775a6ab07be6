import HummingbirdMapae
import MapaeFlask

/// The kit's secrets. They are published, and protect nothing.
enum Secrets {
    static let shared = FlaskKey(sharedText)
    static let sharedText = "parity-kit-shared-secret-0123456789abcdef-0123456789abcdef-0123456789ab"
    static let blue = "parity-kit-blue-tenant-secret-0123456789abcdef-0123456789abcdef"
    static let red = "parity-kit-red-tenant-secret-fedcba9876543210-fedcba9876543210-"
}
