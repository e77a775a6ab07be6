import Crypto
import Foundation
import Logging
import MapaeJOSE
import MapaeStore
import MapaeTesting
import Synchronization
import Testing

@testable import Mapae

#if Server
import MapaeSQL
#endif

@Suite("What sessions keep to themselves")
struct SessionSecrecyTests {
    /// The parts of a token that nobody else may have: itself, its payload and signature, and its `jti`.
    private func secrets(of tokens: TokenResponse, _ bench: SessionBench) throws -> [String] {
        let access = try bench.authority.verify(tokens.accessToken)
        let refresh = try bench.authority.verify(try #require(tokens.refreshToken), .refresh)
        return try [(tokens.accessToken, access), (try #require(tokens.refreshToken), refresh)].flatMap { text, token in
            let parts = text.split(separator: ".").map(String.init)
            return [text, parts[1], parts[2], try #require(token.tokenID)]
        }
    }

    #if Server
    @Test("the database holds no token that was issued, nor the jti of one, while it is used and after (R15)")
    func databaseFile() async throws {
        try await SQLiteFolder.with { folder in
            var secrets: [String] = []
            try await folder.store { store in
                let bench = try SessionBench(store)
                for name in ["ada", "grace"] {
                    var tokens = try await bench.sessions.begin(
                        for: name, scopes: ["read"], claims: ["mark": "visible"])
                    secrets += try self.secrets(of: tokens, bench)
                    for _ in 0..<10 {
                        tokens = try await bench.refresh(tokens.refreshToken)
                        secrets += try self.secrets(of: tokens, bench)
                    }
                }
                try await bench.sessions.endAll(of: "grace")
                try expect(try folder.bytes(), holdsNoneOf: secrets)
            }
            try expect(try folder.bytes(), holdsNoneOf: secrets)
        }
    }

    private func expect(_ bytes: Data, holdsNoneOf secrets: [String]) throws {
        // The search itself works: what is stored in clear is found.
        #expect(bytes.range(of: Data("\"mark\":\"visible\"".utf8)) != nil)
        for secret in secrets {
            #expect(bytes.range(of: Data(secret.utf8)) == nil, "a secret of \(secret.utf8.count) bytes")
            if let raw = Base64URL.decode(secret).map({ Data($0) }), raw.count == 16 {
                #expect(bytes.range(of: raw) == nil, "a jti in its raw form")
            }
        }
    }

    @Test func `a successor that was wiped is in no file of the database any more`() async throws {
        try await SQLiteFolder.with { folder in
            var sealed: [Data] = []
            try await folder.store { store in
                let bench = try SessionBench(store)
                var tokens = try await bench.sessions.begin(for: "ada")
                for _ in 0..<3 { tokens = try await bench.refresh(tokens.refreshToken) }
                sealed = try await store.sessions(of: "ada")[0].replays.map { Data($0.sealedSuccessor) }
                bench.time.advance(by: .seconds(10))
                await bench.sessions.tick()
            }
            #expect(sealed.count == 3)
            let bytes = try folder.bytes()
            for sealed in sealed { #expect(bytes.range(of: sealed) == nil) }
        }
    }
    #endif

    @Test func `what the store knows does not open a sealed successor`() async throws {
        let store = MemoryStore()
        let bench = try SessionBench(store)
        let tokens = try await bench.sessions.begin(for: "ada")
        let second = try await bench.refresh(tokens.refreshToken)
        let record = try #require(try await store.sessions(of: "ada").first)
        let sealed = try #require(record.replays.first).sealedSuccessor
        let old = try bench.authority.verify(try #require(tokens.refreshToken), .refresh)
        #expect(try RefreshSecret.open(sealed, with: old.claims, sessionID: record.id) == second.refreshToken)
        // The claims of a token, but for the identity that the store does not know.
        var guess = try old.claims.object()
        guess["jti"] = .string(RandomBytes.identifier())
        let claims = try ClaimSet(json: JSONValue.object(guess).serialized())
        #expect(throws: (any Error).self) { try RefreshSecret.open(sealed, with: claims, sessionID: record.id) }
        #expect(throws: (any Error).self) { try RefreshSecret.open(sealed, with: old.claims, sessionID: "other") }
        for key in [record.current, record.replays[0].digest] {
            let box = try AES.GCM.SealedBox(combined: sealed)
            #expect(throws: (any Error).self) { try AES.GCM.open(box, using: SymmetricKey(data: key)) }
        }
    }

    @Test("one token with two right signatures is one token (J10)")
    func malleability() async throws {
        let bench = try SessionBench(MemoryStore(), key: .generate(.es256))
        let tokens = try await bench.sessions.begin(for: "ada")
        let original = try #require(tokens.refreshToken)
        let twin = try flipped(original)
        #expect(twin != original)
        #expect(await bench.refusal(twin, .refresh) == nil, "the other signature is not right, so this shows nothing")
        let second = try await bench.refresh(original)
        #expect(try await bench.refresh(twin).refreshToken == second.refreshToken)
        bench.time.advance(by: .seconds(10))
        #expect(try await bench.refreshRefusal(try flipped(original)) == .refreshTokenReused)
    }

    /// The same ES256 token with the signature (r, n − s).
    private func flipped(_ token: String) throws -> String {
        let order: [UInt8] = [
            0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xBC, 0xE6, 0xFA, 0xAD,
            0xA7, 0x17, 0x9E, 0x84, 0xF3, 0xB9, 0xCA, 0xC2, 0xFC, 0x63, 0x25, 0x51,
        ]
        let dot = try #require(token.lastIndex(of: "."))
        var signature = try #require(Base64URL.decode(String(token[token.index(after: dot)...])))
        var borrow = 0
        for index in (0..<32).reversed() {
            let difference = Int(order[index]) - Int(signature[32 + index]) - borrow
            signature[32 + index] = UInt8(truncatingIfNeeded: difference)
            borrow = difference < 0 ? 1 : 0
        }
        return token[...dot] + Base64URL.encode(signature)
    }

    @Test("the log and the events hold sessions and users, and no token (R16)")
    func log() async throws {
        let lines = Lines()
        let logger = Logger(label: "test") { _ in Handler(lines: lines) }
        let time = ManualClock()
        let authority = try TokenAuthority(signingKey: try #require(SessionBench.key), clock: time.clock)
        let store = FaultyStore()
        let sessions = Sessions(
            authority, store: store,
            events: { event in
                event.log(to: logger)
                lines.add("\(event)")
                var text = ""
                dump(event, to: &text)
                lines.add(text)
            })
        let bench = try SessionBench(store, time: time)
        var secrets: [String] = []
        var tokens = try await sessions.begin(for: "ada")
        let first = tokens
        for _ in 0..<3 {
            secrets += try self.secrets(of: tokens, bench)
            tokens = try await sessions.rotate(authority.verify(try #require(tokens.refreshToken), .refresh))
        }
        secrets += try self.secrets(of: tokens, bench)
        let old = try authority.verify(try #require(first.refreshToken), .refresh)
        _ = try await sessions.rotate(old)
        time.advance(by: .seconds(10))
        _ = try? await sessions.rotate(old)
        _ = try? await sessions.rotate(old)
        try await sessions.endAll(of: "ada")
        let again = try await sessions.begin(for: "ada")
        secrets += try self.secrets(of: again, bench)
        try await sessions.revoke(again.accessToken)
        let single = try authority.tokenPair(for: "ada")
        secrets += try self.secrets(of: single, bench)
        try await sessions.revoke(single.accessToken)
        store.set(.before)
        _ = try? await sessions.begin(for: "ada")
        let text = lines.text
        for kind in [SessionEvent.Kind.began, .refreshed, .replayed, .reused, .unknown, .ended, .revoked, .storeFailed]
        {
            #expect(text.contains("mapae.event=\(kind)"), "\(kind)")
        }
        #expect(text.contains("warning"))
        #expect(text.contains("mapae.subject=ada"))
        for secret in secrets { #expect(!text.contains(secret)) }
        for value in [tokens as Any, try await sessionList(bench, store)] {
            var dumped = "\(value)"
            dump(value, to: &dumped)
            for secret in secrets { #expect(!dumped.contains(secret)) }
        }
    }

    @Test("a user's name writes no line of the log (S3)")
    func oneLine() async throws {
        let lines = Lines()
        let logger = Logger(label: "test") { _ in Handler(lines: lines) }
        let sessions = Sessions(
            try TokenAuthority(signingKey: try #require(SessionBench.key)), store: .memory,
            events: { $0.log(to: logger) })
        for subject in ["a\r\nb", "a\nb", "a\u{85}b", "a\u{2028}b", "a\u{202E}b", "a\u{1B}[2Jb"] {
            _ = try await sessions.begin(for: subject)
        }
        _ = try await sessions.begin(for: "마패 e\u{301}")
        let text = lines.text
        #expect(text.split(separator: "\n").count == 7 && text.contains("=a\\r\\nb") && text.contains("=마패 e\u{301}"))
        #expect(
            text.unicodeScalars.allSatisfy {
                $0 == "\n" || ![.control, .format].contains($0.properties.generalCategory)
            })
        #expect(!text.unicodeScalars.contains("\u{2028}"))
    }

    private func sessionList(_ bench: SessionBench, _ store: FaultyStore) async throws -> Any {
        store.set(.none)
        _ = try await bench.sessions.begin(for: "ada")
        return (try await bench.sessions.sessions(of: "ada"), try await store.sessions(of: "ada"))
    }

    @Test func `each kind of event has its own code and a sentence`() {
        let kinds = SessionEvent.Kind.allCases
        #expect(Set(kinds.map(\.description)).count == kinds.count)
        for kind in kinds {
            #expect(kind.explanation.hasSuffix("."))
            #expect(kind.description.utf8.allSatisfy { $0 == UInt8(ascii: "_") || (97...122).contains($0) })
        }
    }

    private final class Lines: Sendable {
        private let list = Mutex<[String]>([])
        var text: String { list.withLock { $0.joined(separator: "\n") } }
        func add(_ line: String) { list.withLock { $0.append(line) } }
    }

    private struct Handler: LogHandler {
        let lines: Lines
        var metadata: Logger.Metadata = [:]
        var logLevel: Logger.Level = .trace

        init(lines: Lines) { self.lines = lines }

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let metadata = (event.metadata ?? [:]).map { "\($0)=\($1)" }.sorted().joined(separator: " ")
            lines.add("\(event.level) \(event.message) \(metadata)")
        }
    }
}
