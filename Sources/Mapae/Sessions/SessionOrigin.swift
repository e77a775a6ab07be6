/// Where a login comes from, for the user who looks at a list of devices and for the audit log. Nothing is decided by it.
public struct SessionOrigin: Sendable, Hashable {
    /// The longest name of a device that is kept, in bytes of UTF-8.
    public static let maximumDeviceBytes = 256

    /// What the user logs in with, in words for people: the name of a device or program, such as a `User-Agent`.
    public let device: String?
    /// The part of the client's address that tells its network.
    public let network: String?

    /// Creates an origin.
    /// - Parameters:
    ///   - device: What the user logs in with. Control characters, and marks that turn the direction of writing, are left out, and
    ///     of a long text only the beginning is kept: it is shown to people, and a stranger has written it.
    ///   - network: The part of the client's address that tells its network.
    public init(device: String? = nil, network: String? = nil) {
        self.device = device.flatMap(Self.shown)
        self.network = network
    }

    private static func shown(_ text: String) -> String? {
        var shown = String.UnicodeScalarView()
        var bytes = 0
        // A prefix first: what follows a long text is not even looked at.
        for scalar in text.unicodeScalars.prefix(maximumDeviceBytes) {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: continue
            default: break
            }
            bytes += UTF8.width(scalar)
            guard bytes <= maximumDeviceBytes else { break }
            shown.append(scalar)
        }
        return shown.isEmpty ? nil : String(shown)
    }
}
