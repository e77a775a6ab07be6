#if Server
import Foundation
import Synchronization

extension SettingsLoader {
    private static let masterKey = Mutex<String?>(nil)

    /// The environment variables of this process.
    ///
    /// The first call takes the master key out of them, and wipes it where the system shows it to others of this user
    /// (`/proc/PID/environ`), and where programs that are started from here would get it.
    public static func processEnvironment() -> [String: String] {
        var environment = ProcessInfo.processInfo.environment
        let name = MasterKeySource.variable
        environment[name] = masterKey.withLock { kept in
            guard let text = environment[name] else { return kept }
            if let value = unsafe getenv(name) {
                let count = unsafe strlen(value)
                unsafe memset(value, 0, count)
            }
            unsafe unsetenv(name)
            kept = text
            return text
        }
        return environment
    }
}
#endif
