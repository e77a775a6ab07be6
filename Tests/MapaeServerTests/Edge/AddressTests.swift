#if Server
import HTTPTypes
import Hummingbird
import HummingbirdMapaeAccounts
import HummingbirdTesting
import MapaeRemoteKeys
import NIOCore
import Testing

@testable import MapaeServer

@Suite("Who asks")
struct AddressTests {
    static let texts: [(String, String, String)] = [
        ("192.0.2.1", "192.0.2.1", "192.0.2.1"), ("::ffff:192.0.2.1", "192.0.2.1", "192.0.2.1"),
        ("::FFFF:c000:0201", "192.0.2.1", "192.0.2.1"), ("0:0:0:0:0:ffff:192.0.2.1", "192.0.2.1", "192.0.2.1"),
        ("::1", "::1", "::/64"), ("::", "::", "::/64"), ("2001:DB8:0:0:1:0:0:1", "2001:db8::1:0:0:1", "2001:db8::/64"),
        ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1", "2001:db8:0:1::/64"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:0:0:1:0:0:0:1", "2001:0:0:1::1", "2001:0:0:1::/64"), ("1::", "1::", "1::/64"),
        ("fe80::0001", "fe80::1", "fe80::/64"), ("::192.0.2.1", "::c000:201", "::/64"),
    ]

    @Test("has one text, whatever the spelling (RFC 5952), and one network (L5)", arguments: texts)
    func text(_ spelling: String, _ text: String, _ network: String) throws {
        let client = ClientAddress(try #require(IPAddress(spelling)))
        #expect(client.text == text)
        #expect(client.network == network)
        #expect(client == ClientAddress(try #require(IPAddress(text))))
    }

    @Test("is one of the network, however many addresses of it ask (L5)")
    func rotation() throws {
        var networks: Set<String> = []
        for number in 0..<65_536 {
            let address = try #require(
                IPAddress(bytes: [
                    0x20, 0x01, 0x0D, 0xB8, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, UInt8(number >> 8), UInt8(number & 255),
                ]))
            networks.insert(ClientAddress(address).network)
        }
        #expect(networks == ["2001:db8:0:7::/64"])
    }

    @Test(
        "blocks are read in one spelling only",
        arguments: [
            "", " ", "10.0.0.0/", "/8", "10.0.0.0/33", "::/129", "10.0.0.0/08", "10.0.0.0/+8", "10.0.0.0/-1",
            "10.0.0.0/8/8",
            "10.1.2.3/8", "10/8", "10.0.0", "localhost", "*", "0x0a.0.0.0/8", "2001:db8::1/32", "[::1]", "fe80::1%eth0",
            "10.0.0.0/٨", "::ffff:0.0.0.0/90", "10.0.0.1:80",
        ])
    func noBlock(_ text: String) {
        #expect(AddressBlock(text[...]) == nil)
        #expect(TrustedProxies("127.0.0.1,\(text)") == nil)
    }

    static let blocks: [(String, String, Bool)] = [
        ("10.0.0.0/8", "10.255.255.255", true), ("10.0.0.0/8", "11.0.0.0", false),
        ("10.0.0.0/8", "::ffff:10.1.2.3", true),
        ("0.0.0.0/0", "192.0.2.1", true), ("0.0.0.0/0", "::1", false), ("::/0", "::1", true),
        ("::/0", "192.0.2.1", false),
        ("192.0.2.1", "192.0.2.1", true), ("192.0.2.1", "192.0.2.2", false), ("192.0.2.128/25", "192.0.2.127", false),
        ("192.0.2.128/25", "192.0.2.129", true), ("2001:db8::/33", "2001:db8:7fff::1", true),
        ("2001:db8::/33", "2001:db8:8000::1", false), ("::ffff:10.0.0.0/104", "10.1.1.1", true),
        ("::ffff:10.0.0.0/104", "11.1.1.1", false), ("::ffff:10.0.0.1", "10.0.0.1", true),
    ]

    @Test("blocks hold what they say", arguments: blocks)
    func contains(_ block: String, _ address: String, _ isInside: Bool) throws {
        #expect(try #require(AddressBlock(block[...])).contains(try #require(IPAddress(address))) == isInside)
    }

    static let chains: [(String, [String], String)] = [
        ("192.0.2.9", ["198.51.100.1"], "192.0.2.9"), ("10.0.0.1", [], "10.0.0.1"),
        ("10.0.0.1", ["198.51.100.1"], "198.51.100.1"), ("10.0.0.1", ["203.0.113.1, 198.51.100.1"], "198.51.100.1"),
        ("10.0.0.1", ["203.0.113.1", "198.51.100.1"], "198.51.100.1"),
        ("10.0.0.1", ["203.0.113.1, 198.51.100.1 ,10.0.0.2"], "198.51.100.1"),
        ("10.0.0.1", ["198.51.100.1", "10.0.0.3,10.0.0.2"], "198.51.100.1"),
        ("10.0.0.1", ["10.0.0.3, 10.0.0.2"], "10.0.0.3"),
        ("::ffff:10.0.0.1", ["::ffff:198.51.100.1"], "198.51.100.1"), ("10.0.0.1", ["2001:DB8::1"], "2001:db8::1"),
        ("10.0.0.1", ["127.0.0.1"], "127.0.0.1"),
        // What is no list of addresses counts for nothing, and neither does what stands before it.
        ("10.0.0.1", [""], "10.0.0.1"), ("10.0.0.1", ["unknown"], "10.0.0.1"),
        ("10.0.0.1", ["198.51.100.1, x"], "10.0.0.1"),
        ("10.0.0.1", ["198.51.100.1,"], "10.0.0.1"), ("10.0.0.1", ["198.51.100.1:80"], "10.0.0.1"),
        ("10.0.0.1", ["198.51.100.1, x, 10.0.0.2"], "10.0.0.1"), ("10.0.0.1", ["[::1]"], "10.0.0.1"),
        ("10.0.0.1", ["198.51.100. 1"], "10.0.0.1"), ("10.0.0.1", ["0x7f.1"], "10.0.0.1"),
        ("10.0.0.1", ["\u{660}.0.0.1"], "10.0.0.1"),
        // What stands left of the first stranger is that stranger's word.
        ("10.0.0.1", ["x, 198.51.100.1"], "198.51.100.1"), ("10.0.0.1", ["<script>, 198.51.100.1"], "198.51.100.1"),
    ]

    @Test("is the rightmost address that is no trusted proxy (L5, H16)", arguments: chains)
    func forwarded(_ peer: String, _ fields: [String], _ client: String) throws {
        let proxies = try #require(TrustedProxies("10.0.0.0/8"))
        let address = proxies.client(behind: try #require(IPAddress(peer)).canonical, forwardedFor: fields)
        #expect(address.canonicalText == client || ClientAddress(address).text == client)
    }

    static let soup = [
        "Forwarded: for=198.51.100.7", "X-Real-IP: 198.51.100.7", "X_Forwarded_For: 198.51.100.7",
        "Client-IP: 198.51.100.7",
        "X-Forwarded-Host: evil", "X-Forwarded-Proto: https", "X-Original-URL: /who", "X-Rewrite-URL: /who",
        "True-Client-IP: 198.51.100.7", "CF-Connecting-IP: 198.51.100.7", "X-Client-IP: 198.51.100.7",
    ]

    @Test(
        "is asked of one header of trusted proxies, and of no other (L5, H16)",
        arguments: ["", "192.0.2.0/24", "127.0.0.0/8"])
    func live(_ trusted: String) async throws {
        let router = Router(context: ServerContext.self)
        router.add(middleware: ClientAddressMiddleware(proxies: try #require(TrustedProxies(trusted))))
        router.get("who") { _, context in "\(context.client.text) \(context.client.network)" }
        let application = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)), logger: Fixture.silent)
        let isTrusted = trusted.hasPrefix("127")
        try await application.test(.live) { client in
            for number in 0..<50 {
                let fields: HTTPFields = [
                    try #require(HTTPField.Name("X-Forwarded-For")): "203.0.113.9, 198.51.100.\(number)"
                ]
                try await client.execute(uri: "/who", method: .get, headers: fields) { answer in
                    let address = isTrusted ? "198.51.100.\(number)" : "127.0.0.1"
                    #expect(String(buffer: answer.body) == "\(address) \(address)")
                }
            }
            for line in Self.soup {
                let parts = line.split(separator: ": ").map(String.init)
                let fields: HTTPFields = [try #require(HTTPField.Name(parts[0])): parts[1]]
                try await client.execute(uri: "/who", method: .get, headers: fields) { answer in
                    #expect(String(buffer: answer.body) == "127.0.0.1 127.0.0.1", "\(line)")
                }
            }
        }
    }
}
#endif
