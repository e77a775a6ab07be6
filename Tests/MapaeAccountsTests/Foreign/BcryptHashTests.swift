import MapaeStore
import Testing

@testable import MapaeAccounts

struct BcryptHashTests {
    private static let rest = "EXRkfkdmXn2gzds2SSitu.QJ6OIE2G/opVpjJwPXDcoAJb0jFit6u"

    @Test("The costs and kinds within the limits are read", arguments: ["2a$04", "2b$04", "2y$04", "2b$10", "2b$14"])
    func read(kind: String) throws {
        let hash = try BcryptHash(parsing: "$\(kind)$\(Self.rest)")
        #expect(hash.cost == Int(kind.suffix(2)))
        #expect(!"\(hash)".contains("EXR"))
        #expect(try BcryptHash(parsing: hash.decoy).cost == hash.cost)
        #expect(try BcryptHash(parsing: "$2a$" + hash.decoy.dropFirst(4)).decoy == hash.decoy)
    }

    @Test(
        "Anything else is malformed, and so never computed (L7, L8)",
        arguments: [
            "", "$", "password", "$2b$04$", "$2x$04$\(rest)", "$2$04$\(rest)x", "$2B$04$\(rest)", "$2c$04$\(rest)",
            "2b$04$\(rest)x",
            "$2b$03$\(rest)", "$2b$15$\(rest)", "$2b$31$\(rest)", "$2b$99$\(rest)", "$2b$4$\(rest)x", "$2b$ 4$\(rest)",
            "$2b$+4$\(rest)", "$2b$0x$\(rest)", "$2b$04$\(rest)x", "$2b$04$\(rest.dropLast())",
            "$2b$04$\(rest.dropLast())!",
            "$2b$04$\(rest.dropLast())$", "$2b$04$\(rest.dropLast())\0", "$2b$04$\(rest.dropLast(2))\u{E9}",
            "$2b$04:\(rest)",
            .repeated("$2b$04$", 100_000),
        ] as [Sample])
    func malformed(sample: Sample) {
        #expect(throws: AccountError(.malformedHash)) { try BcryptHash(parsing: sample.text) }
    }
}

#if Server && os(Linux)
/// Known answers, computed by the Python package bcrypt 5.0 and, for `$2y$`, by Python's crypt.
struct BcryptCheckTests {
    private static let seventyTwo = String(repeating: "0123456789", count: 7) + "ab"
    private static let salt = "EXRkfkdmXn2gzds2SSitu."

    static let answers: [(Sample, String)] = [
        ("", "JXp2PLXVZNQKwtZoA5MOL/APvOAzbNy"), ("password", "QJ6OIE2G/opVpjJwPXDcoAJb0jFit6u"),
        ("비밀번호 마패", "RZG5dOEcN7R5947qjIV.8XPBTUSHpKW"), ("\u{E9}", "n1ynRL6HqNwyBRxdCcvl1oxksK1J6VC"),
        ("e\u{301}", "1biu/Tfk/TXNOMpAzJ5m/gUd0FSnsGu"), ("\u{FF}\u{A3}", "y/jUdaBoKRKQCRk6q3nozZcZ3J60gnu"),
        (Sample(seventyTwo), ".7AbHbeXr.LYOV4wM/pn9yp2F7VlV0y"),
    ]

    @Test("Known answers match, and nothing else does", arguments: answers)
    func matches(password: Sample, digest: String) throws {
        let bytes = Array(password.text.utf8)
        for kind in ["2a", "2b", "2y"] {
            let hash = try BcryptHash(parsing: "$\(kind)$04$\(Self.salt)\(digest)")
            #expect(try hash.matches(bytes))
            #expect(try !hash.matches(Array("x".utf8) + bytes))
            #expect(try !hash.matches(Array(bytes.prefix(70)) + [0x20]))
        }
    }

    @Test("Costs are honoured, and bits of the salt that take no part do not matter")
    func salts() throws {
        let password = Array("password".utf8)
        #expect(
            try BcryptHash(parsing: "$2b$10$EXRkfkdmXn2gzds2SSitu.qphEX9kQVTFde3B9Z7Uav8kXVF2op1y").matches(password))
        for last in ["u", "v"] {
            let text = "$2y$05$abcdefghijklmnopqrstu\(last)WG29KuyeAicPCJODk1zjyGvyQUU2awu"
            #expect(try BcryptHash(parsing: text).matches(password))
        }
    }

    @Test("bcrypt reads 72 bytes, ours is cut nowhere; NUL ends nothing here (L7)")
    func cuts() throws {
        let hash = try BcryptHash(parsing: "$2b$04$\(Self.salt).7AbHbeXr.LYOV4wM/pn9yp2F7VlV0y")
        let password = Array(Self.seventyTwo.utf8)
        #expect(try hash.matches(password + Array("what comes after".utf8)))
        #expect(try hash.matches(password + [UInt8](repeating: 0x78, count: 4000)))
        #expect(try !hash.matches(password.dropLast() + [0x63]))
        #expect(try !hash.matches(password + [0]))
        let short = try BcryptHash(parsing: "$2b$04$\(Self.salt)QJ6OIE2G/opVpjJwPXDcoAJb0jFit6u")
        #expect(try !short.matches(Array("password".utf8) + [0]))
        #expect(try !short.matches(Array("password".utf8) + [0, 0x61]))
        let empty = try BcryptHash(parsing: "$2b$04$\(Self.salt)JXp2PLXVZNQKwtZoA5MOL/APvOAzbNy")
        #expect(try empty.matches([]) && !empty.matches([0]))
    }

    @Test("The decoy of a cost costs as much, and nobody's password matches it")
    func decoy() throws {
        let decoy = try BcryptHash(
            parsing: BcryptHash(parsing: "$2b$04$\(Self.salt)QJ6OIE2G/opVpjJwPXDcoAJb0jFit6u").decoy)
        for password in ["", "password", "."] { #expect(try !decoy.matches(Array(password.utf8))) }
    }

    @Test("A user with a bcrypt hash logs in, composed or not, and has an Argon2id hash then")
    func upgrade() async throws {
        let store = MemoryStore()
        let accounts = try Accounts(store: store, pool: HashingPool(workers: 1), importing: [.bcrypt])
        let hash = "$2b$04$\(Self.salt)1biu/Tfk/TXNOMpAzJ5m/gUd0FSnsGu"
        #expect(ForeignPasswordHash.bcrypt.recognizes(hash))
        let ada = try await accounts.create(username: "ada", importedHash: hash)
        await #expect(throws: AccountError(.invalidCredentials)) {
            // The hash was made from the decomposed letter, and this program's form is the composed one.
            try await accounts.authenticate(username: "ada", password: "\u{E9}")
        }
        let user = try await accounts.authenticate(username: "ada", password: "e\u{301}")
        #expect(user.id == ada.id)
        #expect(try await store.user(id: ada.id)?.passwordHash?.hasPrefix("$argon2id$") == true)
        // From now on both are one password.
        for password in ["\u{E9}", "e\u{301}"] {
            #expect(try await accounts.authenticate(username: "ada", password: password).id == ada.id)
        }
    }
}
#endif
