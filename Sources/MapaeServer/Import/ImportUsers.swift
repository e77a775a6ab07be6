#if Server
import Foundation
import HummingbirdMapae
import MapaeJOSE
import MapaeSQL
import MapaeSQLite
import MapaeStore

/// Brings users of another program into a data directory, with the hashes of their passwords; a server may run on it
/// meanwhile. Each gets an Argon2id hash at the first login.
///
/// The whole file is checked before anything is written, so a file with a wrong line adds nobody. Then the users are added in
/// batches, each of them whole or not at all and with its record in the audit log: one transaction for a million users would
/// keep a running server from writing for longer than its clients wait.
public struct ImportUsers: Sendable {
    /// How many users are added, and how many names looked up, at once: some hundredths of a second.
    static let batch = 1000

    private let file: UserFile
    private let settings: ServerSettings
    private let skipsExisting: Bool
    private let progress: @Sendable (ImportProgress) -> Void

    /// Prepares an import.
    /// - Parameters:
    ///   - file: The users.
    ///   - settings: Where the data is.
    ///   - skippingExisting: Whether lines with names of users that there are already are passed over, instead of hindering the
    ///     import. Those users stay as they are.
    ///   - progress: Told now and then how far it has come.
    public init(
        _ file: UserFile, settings: ServerSettings, skippingExisting: Bool = false,
        progress: @escaping @Sendable (ImportProgress) -> Void = { _ in }
    ) {
        self.file = file
        self.settings = settings
        self.skipsExisting = skippingExisting
        self.progress = progress
    }

    /// Checks each line as an import does: its form, its name, address, roles and hash, and whether the name stands in the file
    /// or in the database already. Nothing is made or changed, neither a database nor its folder.
    /// - Returns: What an import would do.
    /// - Throws: ``ServerError`` `user_file` when the file cannot be read; `StoreError`.
    public func check() throws -> ImportReport { try check(isDryRun: true) }

    /// Checks all lines, then adds the users.
    /// - Returns: What was done. With a ``ImportReport/refusal`` it is nothing.
    /// - Throws: ``ServerError`` `user_file` when the file cannot be read, or when something fails after the first users were
    ///   added, whose number it tells; `StoreError`.
    public func run() async throws -> ImportReport {
        var report = try check(isDryRun: false)
        report.added = 0
        guard report.refusal == nil else { return report }
        report.existing = 0
        let data = try await ServerData.open(settings)
        // What was written is durable already; nothing is lost when closing fails.
        defer { try? data.close() }
        do {
            try await add(to: data.store, &report)
        } catch {
            guard report.added > 0 else { throw error }
            let reason = (error as? ServerError)?.message ?? (error as? StoreError)?.detail ?? "\(error)"
            throw ServerError(
                .userFile,
                "\(report.added) users were added, then the import was cut off: \(reason) Go on with --skip-existing.")
        }
        return report
    }

    private func check(isDryRun: Bool) throws -> ImportReport {
        var report = ImportReport(of: file.name, isDryRun: isDryRun)
        var seen = SeenNames()
        var names: [(line: Int, name: String)] = []
        try eachLine(.checking) { number, bytes in
            if let bytes {
                report.lines = number
                do throws(ImportProblem.Reason) {
                    let line = try UserLine(bytes)
                    if let first = seen.note(line.username, line: number) { throw .sameName(asLine: first) }
                    names.append((number, line.username))
                } catch {
                    report.wrong += 1
                    report.note(error, line: number)
                }
            }
            guard names.count >= Self.batch || bytes == nil else { return }
            let taken = try taken(names.map(\.name))
            report.existing += taken.count
            report.added += names.count - taken.count
            if !skipsExisting { for index in taken { report.note(.taken, line: names[index].line) } }
            names.removeAll(keepingCapacity: true)
        }
        return report
    }

    /// Where names stand that the database has already, which need not exist.
    private func taken(_ names: [String]) throws -> [Int] {
        let database = DataDirectory(settings.dataDirectory).database
        guard !names.isEmpty, MaintenanceFiles.exists(database) else { return [] }
        return try SQLiteCopy.examine(database) { connection in
            let status = try Migrator(SQLStore.migrations).status(connection, .sqlite)
            // An empty database, which a server is about to fill.
            guard status.first?.appliedAt != nil else { return [] }
            return try SQLStore.takenNames(among: names, connection)
        }
    }

    private func add(to store: SQLStore, _ report: inout ImportReport) async throws {
        var users: [(line: Int, user: UserRecord)] = []
        var reader = file.lines()
        while true {
            let bytes = try next(&reader)
            if let bytes {
                guard let line = try? UserLine(bytes) else { throw Self.changed(file.name) }
                users.append((reader.lines, Self.user(line)))
            }
            if users.count >= Self.batch || bytes == nil {
                try await add(users, to: store, &report)
                users.removeAll(keepingCapacity: true)
                tell(.adding, reader)
            }
            if bytes == nil { return }
        }
    }

    /// Adds a batch. Who came since the lines were checked is not overwritten.
    private func add(
        _ batch: [(line: Int, user: UserRecord)], to store: SQLStore, _ report: inout ImportReport
    ) async throws {
        var batch = batch
        while !batch.isEmpty {
            let record = AuditKind.usersImported.record(
                at: TokenClock.system.now(), actor: Administration.actor,
                details: ["users": .integer(Int64(batch.count))])
            let taken = Set(try await store.insertAllIfAbsent(batch.map(\.user), recording: [record]))
            guard !taken.isEmpty else {
                report.added += batch.count
                return
            }
            guard skipsExisting else {
                let line = taken.min().map { batch[$0].line } ?? 0
                throw ServerError(
                    .userFile, "\(ImportProblem(line: line, reason: .taken).text): it came since the file was checked.")
            }
            report.existing += taken.count
            batch = batch.indices.filter { !taken.contains($0) }.map { batch[$0] }
        }
    }

    private static func user(_ line: UserLine) -> UserRecord {
        let now = Int64(Date().timeIntervalSince1970)
        return UserRecord(
            id: RandomBytes.identifier(), username: line.username, passwordHash: line.hash, createdAt: now,
            email: line.email, roles: line.roles, disabledAt: line.isDisabled ? now : nil)
    }

    /// Calls a closure with each line and its number, and at the end once more with no line.
    private func eachLine(
        _ step: ImportProgress.Step, _ body: (_ number: Int, _ line: ArraySlice<UInt8>?) throws -> Void
    ) throws {
        var reader = file.lines()
        while true {
            let line = try next(&reader)
            try body(reader.lines, line)
            if line == nil || reader.lines.isMultiple(of: Self.batch) { tell(step, reader) }
            if line == nil { return }
        }
    }

    private func next(_ reader: inout LineReader) throws(ServerError) -> ArraySlice<UInt8>? {
        do throws(InputFile.Failure) { return try reader.next() } catch { throw file.error(error) }
    }

    private func tell(_ step: ImportProgress.Step, _ reader: LineReader) {
        progress(ImportProgress(step: step, bytes: reader.bytes, size: file.size, lines: reader.lines))
    }

    private static func changed(_ name: String) -> ServerError {
        ServerError(.userFile, "\(name) was changed while it was read.")
    }
}
#endif
