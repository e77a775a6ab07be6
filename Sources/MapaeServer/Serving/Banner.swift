#if Server
/// What `mapae serve` prints once it listens: where, and what to do next.
public struct Banner: Sendable {
    private let server: TokenServer
    private let command: String

    /// Prepares the text.
    /// - Parameters:
    ///   - server: The server.
    ///   - command: How the program was called, to print commands that can be pasted.
    public init(_ server: TokenServer, command: String) {
        self.server = server
        self.command = command
    }

    /// The text.
    /// - Parameter address: Where the server listens, for example `http://127.0.0.1:8080`.
    public func text(address: String) -> String {
        let place = server.demo == nil ? server.settings.dataDirectory : "memory only, and goes when the server stops"
        var lines = ["Mapae listens on \(address)", "Its data is in \(place)"]
        if !server.settings.isLoopback, server.settings.tls == nil {
            lines.append("Passwords and tokens travel unencrypted here: let a proxy with TLS stand in front.")
        }
        if let demo = server.demo {
            lines += ["", "Paste these lines, one after the other, into another terminal:", ""]
            lines += DemoCommands(address: address, user: demo).lines
            lines += ["", "They log in, get 200, and get 401 without the token. Ctrl-C stops the server."]
        } else if !server.hasUsers {
            let directory = server.settings.dataDirectory
            lines += [
                "", "Nobody can log in yet. Make a first user in another terminal:", "",
                "\(ShellWord.quoted(command)) users add NAME --data-dir \(ShellWord.quoted(directory))",
            ]
        }
        return lines.joined(separator: "\n")
    }
}
#endif
