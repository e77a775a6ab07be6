#if Server
import MapaeStore

/// The three lines of a demo: log in, be let in, be turned away.
struct DemoCommands {
    let address: String
    let user: DemoUser

    /// Each line is one command for a POSIX shell with curl and sed.
    var lines: [String] {
        // Shells take the brackets of an IPv6 address for a pattern.
        let address = address.utf8.contains(UInt8(ascii: "[")) ? "--globoff '\(address)'" : address
        let body = "{\"username\":\"\(user.record.username)\",\"password\":\"\(user.password)\"}"
        return [
            "TOKEN=$(curl -s \(address)/login -H 'Content-Type: application/json' -d '\(body)'"
                + " | sed 's/.*\"access_token\":\"\\([^\"]*\\)\".*/\\1/')",
            "curl -i \(address)/protected -H \"Authorization: Bearer $TOKEN\"",
            "curl -i \(address)/protected",
        ]
    }
}
#endif
