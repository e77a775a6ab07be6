/// Why a store could not do what it was asked.
///
/// Two errors are equal when their codes are. ``description`` names the code and, where it helps, the place (a file or
/// folder); it never holds a value that was stored or searched for.
public struct StoreError: Error, Sendable, Hashable, CustomStringConvertible {
    /// One code per cause.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        private enum Cause: String, Sendable {
            case busy, full, unwritable, corrupt, newerSchema, changedMigration, failed
        }

        private let cause: Cause

        /// Another process holds the store and did not let go in time. Trying again may help.
        public static let busy = Self(cause: .busy)
        /// There is no space left for the write. Nothing of it was kept.
        public static let full = Self(cause: .full)
        /// The file or folder cannot be opened or written with this user's rights.
        public static let unwritable = Self(cause: .unwritable)
        /// The file is not a database, or is damaged.
        public static let corrupt = Self(cause: .corrupt)
        /// A newer release has migrated this store; this one must not touch it.
        public static let newerSchema = Self(cause: .newerSchema)
        /// A migration that was applied to this store is not the one this release carries under that number.
        public static let changedMigration = Self(cause: .changedMigration)
        /// Anything else: a fault of the driver or of the disk.
        public static let failed = Self(cause: .failed)

        /// The code's stable text.
        public var description: String { cause.rawValue }
    }

    /// The cause.
    public let code: Code
    /// What to tell an operator: where, and what to do. Never a stored value.
    public let detail: String

    /// Creates an error.
    /// - Parameters:
    ///   - code: The cause.
    ///   - detail: Where it happened and what to do about it; no stored value, no SQL text.
    public init(_ code: Code, _ detail: String = "") {
        self.code = code
        self.detail = detail
    }

    /// The code, and the detail where there is one.
    public var description: String { detail.isEmpty ? "store: \(code)" : "store: \(code): \(detail)" }

    /// Equal when the codes are.
    public static func == (left: Self, right: Self) -> Bool { left.code == right.code }

    /// Hashes the code alone, as equality compares it alone.
    public func hash(into hasher: inout Hasher) { hasher.combine(code) }
}
