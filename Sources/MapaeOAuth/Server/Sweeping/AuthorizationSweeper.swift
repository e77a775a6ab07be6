package import Mapae
import MapaeJOSE
package import MapaeStore

/// Forgets what is over at an authorization server: codes, requests of devices, pushed requests, opaque tokens, logins at clients, what
/// may be used once, and clients of metadata documents that nobody lets in any more.
///
/// Without one a store only grows, and whoever knows a public client's id can make it grow. In the programs on one store, one sweeper is
/// enough, and several do no harm.
///
/// ```swift
/// let server = try AuthorizationServer(issuer: issuer, sessions: sessions, store: store, users: users)
/// try await Application(router: router, services: [sessions, AuthorizationSweeper(server)]).runService()
/// ```
///
/// Requests of devices go five minutes after they are over and pushed requests a minute after, and both are looked for each minute.
/// All else is looked for each hour: codes, opaque tokens and logins at clients go an hour after, what may be used once a day after,
/// and a client of a document a month after the last grant that it can have.
public struct AuthorizationSweeper: Sendable {
    typealias Pause = @Sendable (_ duration: Duration) async throws -> Void

    /// The most that is forgotten at once: while it is, all that want to write wait.
    static let batch = 500

    let store: any OAuthStore
    let sessions: Sessions
    /// Who knows the clients of documents.
    let server: AuthorizationServer?
    let pause: Pause

    /// Creates a sweeper.
    /// - Parameter server: What it sweeps.
    public init(_ server: AuthorizationServer) {
        self.init(server) { try await Task.sleep(for: $0) }
    }

    /// Sweeps what is left of a server that is switched off. Clients of documents stay.
    /// - Parameters:
    ///   - store: Where it is left.
    ///   - sessions: Whose clock counts, and who reports a store that fails.
    package init(_ store: any OAuthStore, of sessions: Sessions) {
        self.store = store
        self.sessions = sessions
        self.server = nil
        self.pause = { try await Task.sleep(for: $0) }
    }

    /// - Parameters:
    ///   - server: What it sweeps.
    ///   - pause: Waits between two looks.
    init(_ server: AuthorizationServer, pause: @escaping Pause) {
        self.store = server.store
        self.sessions = server.sessions
        self.server = server
        self.pause = pause
    }

    /// Forgets what is over, at once and then again and again, until its task is cancelled.
    ///
    /// A store that fails is reported as an event of the sessions, and asked again at the next look.
    public func watch() async {
        await withDiscardingTaskGroup { group in
            for leftover in Leftover.allCases {
                group.addTask {
                    while !Task.isCancelled {
                        await self.sweep(leftover)
                        do { try await self.pause(leftover.interval) } catch { return }
                    }
                }
            }
        }
    }

    /// Forgets all of a kind that is due, in small batches, so that nobody who wants to write waits long.
    func sweep(_ leftover: Leftover) async {
        do {
            while try await forget(leftover) >= Self.batch { try Task.checkCancellation() }
        } catch {
            // What is due stays due.
            if !(error is CancellationError) { sessions.fail(error) }
        }
    }

    /// Forgets a batch.
    /// - Returns: How many went.
    private func forget(_ leftover: Leftover) async throws -> Int {
        let (moment, limit) = (sessions.authority.clock.now().seconds - leftover.patience, Self.batch)
        switch leftover {
        case .codes: return try await store.purgeCodes(keptUntilBefore: moment, limit: limit)
        case .deviceCodes: return try await store.purgeDeviceCodes(endedBefore: moment, limit: limit)
        case .pushedRequests: return try await store.purgePushedRequests(endedBefore: moment, limit: limit)
        case .opaqueTokens: return try await store.purgeOpaqueTokens(endedBefore: moment, limit: limit)
        case .clientLogins: return try await store.purgeClientLogins(keptUntilBefore: moment, limit: limit)
        case .usedOnce: return try await store.purgeUsedOnce(rememberedUntilBefore: moment, limit: limit)
        case .documentClients:
            guard let server else { return 0 }
            let longestGrant = server.settings.lifetimes.grant.components.seconds
            _ = try await server.forgetDocumentClients(unusedSince: NumericDate(seconds: moment - longestGrant))
            // One look goes through all of them.
            return 0
        }
    }
}
