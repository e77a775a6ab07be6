#if RemoteKeys
import Foundation
import MapaeRemoteKeys
import Testing

/// AsyncHTTPClient reads the URL again, with Foundation. Where the two understood different hosts, the address rules would
/// guard another door than the one that is used.
@Suite("Two readers of a URL understand the same host")
struct WebURLAgreementTests {
    static let seeds = [
        "https://login.example.com:8443/keys?a=b", "http://127.0.0.1:80/k", "https://[2001:db8::1]:443/",
        "http://localhost",
        "https://a_b.example/%41/..;/x", "http://[::1]:8080/?x=[y]", "https://10.0.0.1", "https://x/a//b/./c",
    ]
    static let pieces = [
        "@", ":", "/", "//", "\\", "?", "#", "[", "]", "%", "%2f", "%40", "%00", ".", "..", "0x7f", "127.1",
        "localhost", "::1",
        "::ffff:127.0.0.1", " ", "\t", "\r\n", "\0", "\u{3002}", "\u{FF0F}", "é", "e\u{301}", "https:", "http://",
        "user:pw@",
        ";", "&", "=", "+", "-", "_", "~", "!", "$", "'", "(", ")", "*", ",", "|", "^", "`", "{", "}", "\"", "<", ">",
        "0", "65536",
    ]

    /// The same sequence in every run (a 64-bit linear congruential generator).
    struct Dice: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state >> 32) | (state << 32)
        }
    }

    static func mutation(_ dice: inout Dice) -> String {
        var scalars = Array((seeds.randomElement(using: &dice) ?? "").unicodeScalars)
        for _ in 0..<Int.random(in: 0...4, using: &dice) {
            let place = Int.random(in: 0...scalars.count, using: &dice)
            if Bool.random(using: &dice) {
                scalars.insert(contentsOf: Array((pieces.randomElement(using: &dice) ?? "").unicodeScalars), at: place)
            } else {
                let length = Int.random(in: 0...4, using: &dice)
                scalars.removeSubrange(place..<min(place + length, scalars.count))
            }
        }
        return String(String.UnicodeScalarView(scalars))
    }

    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func `every URL that is taken is read by Foundation as the same scheme, host and port`(_ seed: UInt64) throws {
        var dice = Dice(state: seed)
        var taken = 0
        for _ in 0..<10_000 {
            guard let url = try? WebURL(Self.mutation(&dice)) else { continue }
            taken += 1
            let other = try #require(URL(string: url.text))
            #expect(other.scheme == (url.isSecure ? "https" : "http"))
            #expect(other.user == nil)
            #expect(other.fragment == nil)
            #expect((other.port ?? (url.isSecure ? 443 : 80)) == url.port)
            let host = (other.host ?? "").trimmingCharacters(in: ["[", "]"])
            switch url.host {
            case .name(let name): #expect(host.utf8.elementsEqual(name.utf8))
            case .address(let address): #expect(host == "\(address)")
            }
        }
        // Else nothing was compared.
        #expect(taken > 1000)
    }
}
#endif
