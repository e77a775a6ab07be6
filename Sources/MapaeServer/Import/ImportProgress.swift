#if Server
/// How far an import has come.
public struct ImportProgress: Sendable {
    /// What it does.
    public enum Step: Sendable {
        /// It keeps what comes through a pipe, of which nobody knows the size yet.
        case receiving
        /// It looks at each line, and at the store.
        case checking
        /// It adds users.
        case adding
    }

    /// What it does.
    public let step: Step
    /// How many bytes of the file are done with in this step.
    public let bytes: Int
    /// The file's size in bytes; `nil` where nobody knows it.
    public let size: Int?
    /// How many lines are done with in this step.
    public let lines: Int
}
#endif
