#if Server
public import Foundation

/// The folder that holds everything that is remembered: the database and the master key.
public struct DataDirectory: Sendable {
    /// Where it is.
    public let path: String

    /// The database file.
    var database: String { path + "/mapae.sqlite" }
    /// The file of the key that seals the signing keys.
    var masterKey: String { path + "/master.key" }

    /// Names a folder.
    /// - Parameter path: Where it is, or is to be made.
    public init(_ path: String) {
        // "/data/" and "/data" are one folder, and messages should name it one way.
        self.path = path.utf8.count > 1 && path.utf8.last == UInt8(ascii: "/") ? String(path.dropLast()) : path
    }

    /// The folder that is used when none is named: `$XDG_DATA_HOME/mapae`, or `~/.local/share/mapae`.
    ///
    /// It does not depend on the current folder, so that `mapae users add` finds what `mapae serve` made.
    /// - Throws: ``ServerError`` `data_directory` when neither variable is set.
    public static func defaultPath(
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(ServerError) -> String {
        // The XDG specification: a relative path there is to be ignored.
        if let data = environment["XDG_DATA_HOME"], data.utf8.first == UInt8(ascii: "/") { return data + "/mapae" }
        guard let home = environment["HOME"], !home.isEmpty else {
            throw ServerError(
                .dataDirectory, "There is no home folder (HOME is not set): name a folder with --data-dir.")
        }
        return home + "/.local/share/mapae"
    }

    /// Makes the folder with mode 0700 where it does not exist, and refuses one that others can write to: whoever can
    /// put a file there can put a key there.
    /// - Throws: ``ServerError`` `data_directory`.
    public func prepare() throws(ServerError) {
        if try !examine() { try create() }
    }

    /// Looks at the folder, and makes nothing.
    /// - Returns: Whether there is one.
    /// - Throws: ``ServerError`` `data_directory` for one that cannot be used.
    @discardableResult
    func examine() throws(ServerError) -> Bool {
        let files = FileManager.default
        guard let attributes = try? files.attributesOfItem(atPath: resolvedPath) else { return false }
        guard attributes[.type] as? FileAttributeType == .typeDirectory else {
            throw ServerError(.dataDirectory, "\(path) is a file: name a folder with --data-dir.")
        }
        guard let mode = attributes[.posixPermissions] as? NSNumber, mode.intValue & 0o022 == 0 else {
            throw ServerError(.dataDirectory, "Others can write to the folder \(path): run chmod 700 '\(path)' first.")
        }
        guard files.isWritableFile(atPath: path) else {
            throw ServerError(.dataDirectory, "The folder \(path) is not writable for this user.")
        }
        return true
    }

    /// The path behind a symbolic link: it is that folder's rights that count.
    private var resolvedPath: String { URL(filePath: path).resolvingSymlinksInPath().path(percentEncoded: false) }

    /// Makes the folder, and what is missing above it, for this user alone. With `mkdir` because it tells the reason.
    private func create() throws(ServerError) {
        var parents = [path]
        while let child = parents.last {
            let parent = URL(filePath: child).deletingLastPathComponent().path(percentEncoded: false)
            if parent.utf8.count >= child.utf8.count || FileManager.default.fileExists(atPath: parent) { break }
            parents.append(parent.utf8.last == UInt8(ascii: "/") ? String(parent.dropLast()) : parent)
        }
        for folder in parents.reversed() where unsafe mkdir(folder, 0o700) != 0 && errno != EEXIST {
            let reason = unsafe String(cString: strerror(errno))
            throw ServerError(.dataDirectory, "The folder \(path) cannot be made: \(reason).")
        }
    }
}
#endif
