/// Why a file of variables could not be read.
///
/// Two errors are equal when their codes are. No text of this error holds what the file holds.
public struct DotEnvError: Error, Sendable, Hashable, CustomStringConvertible {
    /// One code per cause.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        private enum Cause: String, Sendable {
            case unreadable, tooLarge, notUTF8, malformedLine
        }

        private let cause: Cause

        /// The file is missing, a folder, or not to be read with this user's rights.
        public static let unreadable = Self(cause: .unreadable)
        /// The file has more than 1 MiB.
        public static let tooLarge = Self(cause: .tooLarge)
        /// The file is not UTF-8.
        public static let notUTF8 = Self(cause: .notUTF8)
        /// A line is neither `NAME=VALUE` nor a comment, or its quote does not end.
        public static let malformedLine = Self(cause: .malformedLine)

        /// The code's stable text.
        public var description: String { cause.rawValue }

        fileprivate var message: String {
            switch cause {
            case .unreadable: "The file cannot be read: is it there, and is it a file?"
            case .tooLarge: "The file is too large for a file of variables."
            case .notUTF8: "The file is not UTF-8."
            case .malformedLine: "This is neither NAME=VALUE nor a comment, or a quote that begins here does not end."
            }
        }
    }

    /// The cause.
    public let code: Code
    /// The number of the line, from 1, where the statement begins; `nil` where it is the file itself.
    public let line: Int?

    /// Creates an error.
    /// - Parameters:
    ///   - code: The cause.
    ///   - line: The number of the line.
    public init(_ code: Code, line: Int? = nil) {
        self.code = code
        self.line = line
    }

    /// The code, the line and what is wrong.
    public var description: String {
        "\(code): \(line.map { "line \($0): " } ?? "")\(code.message)"
    }

    /// Equal when the codes are.
    public static func == (left: Self, right: Self) -> Bool { left.code == right.code }

    /// Hashes the code.
    public func hash(into hasher: inout Hasher) { hasher.combine(code) }
}
