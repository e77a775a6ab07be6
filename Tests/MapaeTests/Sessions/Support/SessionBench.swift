import Mapae
import MapaeJOSE
import MapaeStore
import MapaeTesting
import Synchronization
import Testing

/// Sessions on a clock that stands still, and what they report.
struct SessionBench: Sendable {
    let time: ManualClock
    let authority: TokenAuthority
    let sessions: Sessions
    let notes: Notes

    /// What was reported.
    final class Notes: Sendable {
        private let list = Mutex<[SessionEvent]>([])

        var events: [SessionEvent] { list.withLock(\.self) }
        var kinds: [SessionEvent.Kind] { events.map(\.kind) }

        func add(_ event: SessionEvent) { list.withLock { $0.append(event) } }
    }

    static let key: SigningKey? = try? .hs256(secret: Issuer.secret)

    init(
        _ store: some SessionStore, key: SigningKey? = key, token policy: TokenPolicy = .init(),
        accept: [TokenCarrier] = [.header], policy sessionPolicy: SessionPolicy = .standard,
        time: ManualClock = .init(),
        renewing: (@Sendable (Session) async throws -> SessionGrant?)? = nil
    ) throws {
        self.time = time
        let notes = Notes()
        self.notes = notes
        authority = try TokenAuthority(
            signingKey: try #require(key), policy: policy, accept: accept, clock: time.clock)
        sessions = Sessions(
            authority, store: store, policy: sessionPolicy, events: { notes.add($0) }, renewing: renewing)
    }

    /// Checks a token as a route does.
    func verify(_ token: String, _ requirements: TokenRequirement...) async throws(TokenError) -> VerifiedToken {
        try await sessions.verify(token[...], TokenRequirements(requirements))
    }

    /// Why a route refuses a token; `nil` when it takes it.
    func refusal(_ token: String, _ requirements: TokenRequirement...) async -> TokenError.Code? {
        do {
            _ = try await sessions.verify(token[...], TokenRequirements(requirements))
            return nil
        } catch {
            return error.code
        }
    }

    /// Refreshes as a route does.
    func refresh(_ token: String?, scopes: [String]? = nil) async throws -> TokenResponse {
        let token = try await verify(try #require(token), .refresh)
        return try await sessions.rotate(token, scopes: scopes)
    }

    /// Why a refresh is refused; `nil` when it is not.
    func refreshRefusal(_ token: String?) async throws -> TokenError.Code? {
        do {
            _ = try await refresh(token)
            return nil
        } catch let error as TokenError {
            return error.code
        }
    }
}
