/// A signing key as it is stored: its secret part is sealed, so that a copy of the store alone signs nothing.
public struct KeyRecord: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    /// The key's `kid`.
    public let id: String
    /// The one algorithm that the key is for, by its JOSE name, for example `HS256`.
    public let algorithm: String
    /// The secret part, encrypted by whoever stores it. Stores never look inside.
    public let sealedMaterial: [UInt8]
    /// When the key was created, in seconds since 1970-01-01T00:00:00Z.
    public let createdAt: Int64
    /// From when on it may sign, in seconds since 1970-01-01T00:00:00Z. Until then it is only published, so that whoever keeps
    /// the set of keys for a while knows it before its first token comes.
    public var signsFrom: Int64
    /// From when on nothing that it has signed is believed, in seconds since 1970-01-01T00:00:00Z; `nil` while it is in use.
    public var retiresAt: Int64?

    /// Creates a record.
    /// - Parameters:
    ///   - id: The key's `kid`.
    ///   - algorithm: The JOSE name of its algorithm.
    ///   - sealedMaterial: The encrypted secret part.
    ///   - createdAt: Seconds since 1970-01-01T00:00:00Z.
    ///   - signsFrom: From when on it may sign; at once unless told.
    ///   - retiresAt: From when on nothing that it has signed is believed.
    public init(
        id: String, algorithm: String, sealedMaterial: [UInt8], createdAt: Int64, signsFrom: Int64? = nil,
        retiresAt: Int64? = nil
    ) {
        self.id = id
        self.algorithm = algorithm
        self.sealedMaterial = sealedMaterial
        self.createdAt = createdAt
        self.signsFrom = signsFrom ?? createdAt
        self.retiresAt = retiresAt
    }

    /// The id and the algorithm; nothing of the key, sealed or not.
    public var description: String { "\(algorithm) key \(id)" }

    /// Shows what ``description`` does, so that `dump` prints no key material.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}

extension [KeyRecord] {
    /// The oldest first, and equally old ones by the bytes of their ids: the order that every store promises.
    package var inOrderOfCreation: [KeyRecord] {
        sorted { left, right in
            left.createdAt == right.createdAt
                ? left.id.utf8.lexicographicallyPrecedes(right.id.utf8) : left.createdAt < right.createdAt
        }
    }
}
