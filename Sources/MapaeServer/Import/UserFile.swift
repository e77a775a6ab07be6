#if Server
/// A file of users to import: a JSON object a line.
public struct UserFile: Sendable {
    /// How large a file of users may be: some 300,000 users.
    public static let maximumBytes = 64 * 1024 * 1024

    /// What the file is called in messages.
    let name: String
    let lines: [UserLine]

    /// Reads a file.
    /// - Parameter path: The file; a pipe is one too.
    /// - Throws: ``ServerError`` `user_file`: missing, a folder, unreadable, too large, or what ``init(_:name:)`` throws.
    public init(path: String) throws(ServerError) {
        let bytes: [UInt8]
        do throws(InputFile.Failure) {
            bytes = try InputFile.bytes(of: path, limit: Self.maximumBytes)
        } catch {
            switch error {
            case .unreadable(let reason): throw ServerError(.userFile, "\(path) cannot be read: \(reason).")
            case .isFolder: throw ServerError(.userFile, "\(path) is a folder: name a file of users.")
            case .tooLarge:
                throw ServerError(.userFile, "\(path) is too large: import at most 64 MiB of users at a time.")
            }
        }
        try self.init(bytes, name: path)
    }

    /// Reads lines, all of which have to be good.
    /// - Parameters:
    ///   - bytes: The text; its last line may lack its end.
    ///   - name: What it is called in messages.
    /// - Throws: ``ServerError`` `user_file` when there is no line, or one that cannot be imported; it names them by their
    ///   numbers alone.
    public init(_ bytes: [UInt8], name: String) throws(ServerError) {
        var texts = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        if texts.last?.isEmpty == true { texts.removeLast() }
        guard !texts.isEmpty else { throw ServerError(.userFile, "\(name) holds no users: it is empty.") }
        var lines: [UserLine] = []
        var refusals: [(Int, UserLine.Refusal)] = []
        var firstLines: [[UInt8]: Int] = [:]
        for (index, text) in texts.enumerated() {
            do throws(UserLine.Refusal) {
                let line = try UserLine(text, number: index + 1)
                if let first = firstLines.updateValue(line.number, forKey: Array(line.username.utf8)) {
                    throw .sameName(asLine: first)
                }
                lines.append(line)
            } catch {
                refusals.append((index + 1, error))
            }
        }
        self.name = name
        self.lines = lines
        guard refusals.isEmpty else { throw error(refusals) }
    }

    /// The error that names lines by their numbers, the first ten of them.
    func error(_ refusals: [(Int, UserLine.Refusal)]) -> ServerError {
        let shown = refusals.prefix(10).map { "line \($0) \($1.text)" }
        let others = refusals.count > 10 ? "; and \(refusals.count - 10) more" : ""
        return ServerError(
            .userFile, "No user of \(name) was imported: \(shown.joined(separator: "; "))\(others).")
    }
}
#endif
