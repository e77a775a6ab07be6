#if Server
package import MapaeJOSE

/// What an import has done, or would do.
public struct ImportReport: Sendable {
    /// How many problems are told one by one: the first of the file.
    static let shownProblems = 20

    /// What the file is called.
    let name: String
    /// Whether nothing was to be changed.
    let isDryRun: Bool
    /// How many lines the file has.
    public internal(set) var lines = 0
    /// How many users were added; of a dry run, how many would be.
    public internal(set) var added = 0
    /// How many lines have the name of a user that there is already.
    public internal(set) var existing = 0
    /// How many lines cannot be imported, whatever users there are.
    public internal(set) var wrong = 0
    /// The first lines that hinder the import, by their numbers.
    public private(set) var problems: [ImportProblem] = []
    /// How many lines hinder the import.
    private(set) var problemCount = 0

    init(of name: String, isDryRun: Bool) {
        self.name = name
        self.isDryRun = isDryRun
    }

    mutating func note(_ reason: ImportProblem.Reason, line: Int) {
        problemCount += 1
        // The store is asked for many names at once, so its answers come after those of later lines.
        let place = problems.firstIndex { $0.line > line } ?? problems.endIndex
        problems.insert(ImportProblem(line: line, reason: reason), at: place)
        if problems.count > Self.shownProblems { problems.removeLast() }
    }

    /// How many lines hinder the import beside ``problems``.
    public var hiddenProblems: Int { problemCount - problems.count }

    /// Why nobody is imported; `nil` where nothing hinders it.
    public var refusal: ServerError? {
        if lines == 0 { return ServerError(.userFile, "\(name) holds no users: it is empty.") }
        guard problemCount > 0 else { return nil }
        guard !isDryRun else {
            let lines = problemCount == 1 ? "1 line hinders" : "\(problemCount) lines hinder"
            return ServerError(.userFile, "No user of \(name) would be imported: \(lines) it.")
        }
        let more = hiddenProblems > 0 ? "; and \(hiddenProblems) more" : ""
        return ServerError(
            .userFile, "No user of \(name) was imported: \(problems.map(\.text).joined(separator: "; "))\(more).")
    }

    /// Its members for programs.
    package var json: JSONObject {
        [
            "dry_run": .bool(isDryRun), "lines": .integer(Int64(lines)),
            "added": .integer(Int64(added)), "existing": .integer(Int64(existing)),
            "wrong": .integer(Int64(wrong)),
            "problems": .array(
                problems.map {
                    .object(["line": .integer(Int64($0.line)), "reason": .string($0.code), "text": .string($0.text)])
                }),
        ]
    }
}
#endif
