#if RemoteKeys
import MapaeRemoteKeys
import Testing

@Suite("Addresses, and where answers may lead")
struct IPAddressTests {
    @Test(arguments: [
        "", ".", "1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "1.2.3.4 ", "1.2.3.-4", "1.2.3.+4", "0x1.2.3.4",
        "127.1",
        "1.2.3.٤", ":", ":::", "::1%lo", "1::2::3", "g::", "::1.2.3", "12345::", "[::1]", "::1\0",
    ])
    func `another spelling is no address`(_ text: String) {
        #expect(IPAddress(text) == nil)
    }

    static let publicAddresses = [
        "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255",
        "128.0.0.0",
        "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0", "192.0.1.0", "192.0.3.0", "192.167.255.255",
        "192.169.0.0", "198.17.255.255", "198.20.0.0", "203.0.114.0", "223.255.255.255", "2606:4700:4700::1111",
        "2001:200::1", "2001:4860:4860::8888", "2003::1", "3ffe::1", "64:ff9b::8.8.8.8",
    ]

    @Test(arguments: publicAddresses)
    func `hosts of the internet are public`(_ text: String) throws {
        let address = try #require(IPAddress(text))
        #expect(address.isPublic)
        #expect(!address.isLoopback)
        #expect(!address.isNoHost)
    }

    static let closedAddresses = [
        "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.255", "127.0.0.1",
        "127.255.255.255", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.88.99.1",
        "192.168.0.1", "192.168.255.255", "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1",
        "239.255.255.255", "240.0.0.1", "255.255.255.255", "::", "::1", "::2", "::127.0.0.1", "::ffff:127.0.0.1",
        "::ffff:10.0.0.1", "::ffff:8.8.8.8", "64:ff9b::127.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b:1::1", "100::1",
        "2001::1", "2001:1ff::1", "2001:db8::1", "2002:7f00:1::1", "2002:808:808::1", "3fff::1", "3fff:fff::1",
        "4000::1",
        "5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fec0::1", "ff02::1",
    ]

    @Test(arguments: closedAddresses)
    func `J25 everything else is not`(_ text: String) throws {
        #expect(!(try #require(IPAddress(text)).isPublic))
    }

    @Test(arguments: [
        ("127.0.0.1", true), ("127.1.2.3", true), ("::1", true), ("128.0.0.1", false), ("126.0.0.1", false),
        ("0.0.0.0", false), ("::", false), ("::2", false), ("::ffff:127.0.0.1", false), ("1::1", false),
    ])
    func `loopback is 127.0.0.0/8 and ::1`(_ text: String, _ isLoopback: Bool) throws {
        #expect(try #require(IPAddress(text)).isLoopback == isLoopback)
    }

    @Test(arguments: closedAddresses)
    func `answers of a public issuer lead to no such address`(_ text: String) throws {
        let address = try #require(IPAddress(text))
        let reach = Reach(from: try WebURL("https://login.example.com"))
        #expect(!reach.permits(address, for: try WebURL("https://keys.example.com")))
    }

    @Test(arguments: closedAddresses)
    func `answers of an issuer on this machine lead to this machine, and to no other such address`(
        _ text: String
    ) throws {
        let address = try #require(IPAddress(text))
        let reach = Reach(from: try WebURL("http://127.0.0.1:8080"))
        #expect(reach.permits(address, for: try WebURL("https://keys.example.com")) == address.isLoopback)
        #expect(reach.permits(address, for: try WebURL("http://127.0.0.1:9090")) == address.isLoopback)
    }

    @Test(arguments: publicAddresses)
    func `answers of any issuer lead to the internet, by https`(_ text: String) throws {
        let address = try #require(IPAddress(text))
        for named in ["https://login.example.com", "http://localhost:8080", "https://10.0.0.1"] {
            let reach = Reach(from: try WebURL(named))
            #expect(reach.permits(address, for: try WebURL("https://keys.example.com")))
            #expect(!reach.permits(address, for: try WebURL("http://localhost:8080")))
        }
    }

    @Test(arguments: [
        ("10.0.0.1", true), ("192.168.1.1", true), ("fd00::1", true), ("127.0.0.1", true), ("8.8.8.8", true),
        ("0.0.0.0", false), ("::", false), ("224.0.0.1", false), ("255.255.255.255", false), ("ff02::1", false),
    ])
    func `the host that the program named may be anywhere where a host can be`(_ text: String, _ permitted: Bool) throws
    {
        let address = try #require(IPAddress(text))
        let reach = Reach(from: try WebURL("https://keycloak.internal/realms/one"))
        #expect(reach.permits(address, for: try WebURL("https://keycloak.internal/keys")) == permitted)
        #expect(
            reach.permits(address, for: try WebURL("https://keycloak.internal:8443/keys")) == (text == "8.8.8.8"))
    }

    @Test func `localhost is this machine, whatever a name server says`() async throws {
        let liar = NameResolver { _ in [IPAddress("8.8.8.8")].compactMap { $0 } }
        let addresses = try await liar.addresses(of: WebURL("http://localhost/"))
        #expect(addresses.map(\.description) == ["127.0.0.1", "0:0:0:0:0:0:0:1"])
    }

    @Test func `the system's resolver reads an address back as that address`() async throws {
        #expect(try await NameResolver.system.addresses("127.0.0.1").map(\.description) == ["127.0.0.1"])
        // A machine without IPv6 may know nothing of this one, but nothing else either.
        let six = try await NameResolver.system.addresses("::1").map(\.description)
        #expect(six.isEmpty || six == ["0:0:0:0:0:0:0:1"])
    }
}
#endif
