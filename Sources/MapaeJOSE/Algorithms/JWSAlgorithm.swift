/// A signature algorithm of JOSE (RFC 7518 §3.1). `none` is not one of them and cannot be written.
///
/// Each algorithm is a row of one table; to add one is to add its identifier, its row, and what its keys do.
public struct JWSAlgorithm: Sendable, Hashable, CustomStringConvertible, CaseIterable {
    enum Identifier: UInt8, Sendable, CaseIterable {
        case hs256
    }

    /// What is known of an algorithm without a key.
    struct Row: Sendable {
        /// The `alg` value, compared byte by byte.
        let name: StaticString
        /// The fewest bytes of a shared secret (RFC 7518 §3.2: the size of the hash), or 0 where there is none.
        let minimumSecretBytes: Int
    }

    let identifier: Identifier

    var row: Row {
        switch identifier {
        case .hs256: Row(name: "HS256", minimumSecretBytes: 32)
        }
    }

    /// HMAC with SHA-256 (RFC 7518 §3.2).
    public static let hs256 = Self(identifier: .hs256)

    /// All algorithms that are offered.
    public static let allCases = Identifier.allCases.map(Self.init(identifier:))

    init(identifier: Identifier) { self.identifier = identifier }

    /// The algorithm of an `alg` value, or `nil` when it is not offered. The value is compared byte by byte.
    public init?(name: String) {
        guard let match = Self.allCases.first(where: { $0.description.utf8.elementsEqual(name.utf8) }) else {
            return nil
        }
        self = match
    }

    /// The `alg` value.
    public var description: String { row.name.description }
}
