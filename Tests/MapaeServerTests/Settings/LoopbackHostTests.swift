#if Server
import Testing

@testable import MapaeServer

@Suite("Addresses that only this machine reaches")
struct LoopbackHostTests {
    @Test(
        "127.0.0.0/8, ::1 and localhost are such",
        arguments: ["127.0.0.1", "127.9.9.9", "127.255.255.255", "::1", "localhost"])
    func loopback(_ host: String) {
        #expect(LoopbackHost.matches(host))
    }

    @Test(
        "leading zeros stay within 127.0.0.0/8 whether they are read as octal or not",
        arguments: ["127.0.0.01", "127.0.0.010"])
    func leadingZeros(_ host: String) {
        #expect(LoopbackHost.matches(host))
    }

    @Test(
        "everything else is not, and neither is what could be read as such: then a warning comes too much (S1, S13)",
        arguments: [
            "", "0.0.0.0", "::", "128.0.0.1", "126.255.255.255", "10.0.0.1", "127.evil.example", "127.0.0.1.evil",
            "evil.127.0.0.1", "127.0.0.٥", "127.0.0.1 ", " 127.0.0.1", "127.0.0.1\n", "127.0.0.256", "127.0.0", "127.1",
            "127.0.0.1.", "127..0.1", "127.0.0.-1", "127.0.0.+1", "127.0.0.1:80", "0127.0.0.1", "0x7f.0.0.1",
            "2130706433",
            "[::1]", "::2", "0:0:0:0:0:0:0:1", "::ffff:127.0.0.1", "LOCALHOST", "Localhost", "localhost.",
            "localhost.evil", "mylocalhost", "local\u{301}host", "127.0.0.\u{661}",
        ])
    func reachable(_ host: String) {
        #expect(!LoopbackHost.matches(host))
    }

    @Test(
        "a demo on any other address is refused before anything is made",
        arguments: ["0.0.0.0", "::", "192.0.2.1", "127.0.0.1.evil", "LOCALHOST", ""])
    func demo(_ host: String) async throws {
        try await Scratch.folder { folder in
            let data = folder + "/data"
            var settings = ServerSettings(dataDirectory: data)
            settings.host = host
            await #expect(throws: ServerError(.demo, "")) {
                let server = try await TokenServer.open(settings, demo: true)
                await server.close()
            }
            #expect(!Files.exists(data))
        }
    }
}
#endif
