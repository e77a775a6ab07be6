import Testing

@testable import MapaeAccounts

struct KnownDevicesTests {
    private static let now: Int64 = 1_700_000_000
    private let devices: KnownDevices

    init() throws { devices = try KnownDevices(key: [UInt8](repeating: 7, count: 32)) }

    @Test("A device is known to its user for a year, and to nobody else")
    func known() throws {
        let token = devices.issue(for: "ada", now: Self.now)
        #expect(token.utf8.count == 55)
        for age in [-60, 0, 1, KnownDevices.lifetime - 1] {
            #expect(devices.isKnown(token, userID: "ada", now: Self.now + age))
        }
        for age in [-61, KnownDevices.lifetime, 10 * KnownDevices.lifetime, -Self.now, .max - Self.now] {
            #expect(!devices.isKnown(token, userID: "ada", now: Self.now + age))
        }
        #expect(!devices.isKnown(token, userID: "ada", now: .min))
        for user in ["", "Ada", "ada ", "grace", "ad\u{430}"] {
            #expect(!devices.isKnown(token, userID: user, now: Self.now))
        }
    }

    @Test("A token from before the password was changed counts no more")
    func notBefore() {
        let token = devices.issue(for: "ada", now: Self.now)
        #expect(devices.isKnown(token, userID: "ada", now: Self.now, notBefore: Self.now))
        #expect(!devices.isKnown(token, userID: "ada", now: Self.now, notBefore: Self.now + 1))
    }

    @Test("Another key knows none, and one that is too short is refused")
    func keys() throws {
        let token = devices.issue(for: "ada", now: Self.now)
        let other = try KnownDevices(key: [UInt8](repeating: 8, count: 32))
        #expect(!other.isKnown(token, userID: "ada", now: Self.now))
        #expect(throws: AccountError(.invalidConfiguration)) { try KnownDevices(key: [UInt8](repeating: 7, count: 31)) }
        #expect(throws: AccountError(.invalidConfiguration)) { try KnownDevices(key: []) }
    }

    @Test("Every changed character makes a stranger, and so does every other text")
    func tampered() throws {
        let token = Array(devices.issue(for: "ada", now: Self.now).utf8)
        for index in token.indices {
            for replacement in "Ab9-_=+/ \0".utf8 where replacement != token[index] {
                var changed = token
                changed[index] = replacement
                #expect(!devices.isKnown(String(decoding: changed, as: UTF8.self), userID: "ada", now: Self.now))
            }
            #expect(!devices.isKnown(String(decoding: token[..<index], as: UTF8.self), userID: "ada", now: Self.now))
        }
        let text = String(decoding: token, as: UTF8.self)
        for other in [
            text + "=", text + "A", " " + text, text + "\n", text + "\u{301}", String(repeating: "A", count: 55),
            String(repeating: "A", count: 1_000_000),
        ] { #expect(!devices.isKnown(other, userID: "ada", now: Self.now)) }
    }

    @Test("A known answer: tokens of today are known tomorrow")
    func stable() {
        #expect(devices.issue(for: "ada", now: Self.now) == "AQAAAABlU_EAgrewCESkcfRdnV7j8FXTODjTRdR5OlynsefrLN3WjdY")
        #expect(devices.issue(for: "ada", now: -1) != devices.issue(for: "ada", now: 0))
    }
}
