#if Server
import Foundation

/// Where the master key comes from: the data folder, a file elsewhere, or the environment.
struct MasterKeySource: Sendable, CustomStringConvertible, CustomReflectable {
    /// The variable that holds the key itself.
    static let variable = "MAPAE_MASTER_KEY"

    /// The key that the environment holds.
    var given: MasterKey?
    /// The file that the settings name.
    var file: String?

    /// Reads a key out of a variable.
    /// - Throws: ``ServerError`` `master_key`, which says nothing of the text.
    static func parse(_ text: String) throws(ServerError) -> MasterKey {
        guard let key = MasterKey(text) else {
            throw ServerError(
                .masterKey,
                "\(variable) is no master key: it must be 32 random bytes in base64url, 43 characters without padding.")
        }
        return key
    }

    /// The one master key there is.
    /// - Parameters:
    ///   - path: The file of the data folder.
    ///   - mayCreate: Whether that file may be made.
    /// - Throws: ``ServerError`` `master_key`; where two places hold two keys, as one of them is a mistake that would
    ///   be found out when it is too late.
    func load(_ path: String, mayCreate: Bool) throws(ServerError) -> MasterKey {
        // What somebody names is never made: an empty mount would else become a key that is lost with it.
        let named = try file.map { (file) throws(ServerError) in
            guard let key = try MasterKey.read(file) else {
                throw ServerError(
                    .masterKey,
                    "\(file) is missing: restore the master key, or make a first one with"
                        + " 'umask 077; openssl rand 32 | basenc --base64url | tr -d = > FILE'.")
            }
            return key
        }
        if let given, let named, given != named, let file {
            throw ServerError(
                .masterKey, "\(Self.variable) and \(file) hold two different master keys: take away the wrong one.")
        }
        guard let chosen = given ?? named else { return try MasterKey.load(path, mayCreate: mayCreate) }
        if let kept = try MasterKey.read(path), kept != chosen {
            let other = given == nil ? file ?? "" : Self.variable
            throw ServerError(
                .masterKey, "\(other) and \(path) hold two different master keys: take away the wrong one.")
        }
        return chosen
    }

    /// Where the one master key of a data folder is kept. Where two places hold it, they hold the same.
    func place(in directory: DataDirectory) -> String { file ?? (given == nil ? directory.masterKey : Self.variable) }

    /// Where, and never what.
    var description: String { file ?? (given == nil ? "master.key" : Self.variable) }

    /// Shows what ``description`` does.
    var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
#endif
