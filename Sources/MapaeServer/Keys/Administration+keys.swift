#if Server
import HummingbirdMapae
package import MapaeJOSE
import MapaeStore

extension Administration {
    /// What became of a wish to rotate.
    package struct Rotation: Sendable {
        /// The key that takes over.
        package let next: KeyView
        /// The key that signs until then, or has signed until now.
        package let former: KeyView?
        /// Whether it had been planned before.
        package let wasUnderWay: Bool
    }

    /// What became of a revocation.
    package struct KeyRevocation: Sendable {
        /// The key that signs in its place from now on, if it had signed; `nil` where nothing changes for those that
        /// sign.
        package let successor: KeyView?
    }

    /// All signing keys, the oldest first.
    package func keys() async throws -> [KeyView] {
        server.keys.schedule.views(of: try await server.store.keys(), at: server.logins.now().seconds)
    }

    /// Puts a new key in the place of the one that signs.
    /// - Parameters:
    ///   - algorithm: For what; what signs tokens unless told.
    ///   - atOnce: Whether it signs now, instead of after it has been published for a while.
    /// - Throws: ``ServerError`` `no_key` for an algorithm of which the server keeps no key; `StoreError`.
    package func rotateKeys(_ algorithm: JWSAlgorithm? = nil, atOnce: Bool) async throws -> Rotation {
        let schedule = server.keys.schedule
        let algorithm = algorithm ?? schedule.policy.signing
        let known = [schedule.policy.signing] + schedule.policy.held
        guard known.contains(algorithm) else {
            throw ServerError(
                .noKey, "The server keeps keys for \(known.map(\.description).joined(separator: " and ")) only.")
        }
        let plan = try await server.keys.change(.rotate(algorithm, atOnce: atOnce), actor: Self.actor)
        let now = server.logins.now().seconds
        let keys = plan?.keys ?? []
        let line = schedule.line(of: algorithm, in: keys)
        let views = schedule.views(of: keys, at: now)
        func view(_ id: String) -> KeyView? { views.first { $0.id.utf8.elementsEqual(id.utf8) } }
        for event in plan?.events ?? [] {
            guard case .rotated(let next, let former) = event, line.contains(where: { $0.hasID(next.id) }),
                let next = view(next.id)
            else { continue }
            return Rotation(next: next, former: view(former.id), wasUnderWay: false)
        }
        guard let next = line.last(where: { $0.retiresAt == nil }).flatMap({ view($0.id) }) else {
            throw ServerError(.noKey, "There is no key for \(algorithm) yet: start the server once.")
        }
        let former = schedule.signer(of: line, at: now).flatMap { view($0.id) }
        return Rotation(next: next, former: former, wasUnderWay: true)
    }

    /// Makes that nothing is believed which a key has signed. If it signs, another does at once.
    /// - Parameter id: Its `kid`.
    /// - Throws: ``ServerError`` `no_key`; `StoreError`.
    package func revokeKey(_ id: String) async throws -> KeyRevocation {
        let before = try await key(id)
        guard let plan = try await server.keys.change(.revoke(id), actor: Self.actor), plan.knowsKey else {
            throw Self.noKey
        }
        guard before.state == .signing || before.state == .held else { return KeyRevocation(successor: nil) }
        let now = server.logins.now().seconds
        let state = before.state
        return KeyRevocation(
            successor: server.keys.schedule.views(of: plan.keys, at: now)
                .first {
                    $0.state == state && (state == .signing || $0.algorithm.utf8.elementsEqual(before.algorithm.utf8))
                })
    }

    /// The key of an id.
    /// - Throws: ``ServerError`` `no_key`.
    package func key(_ id: String) async throws -> KeyView {
        guard let key = try await keys().first(where: { $0.id.utf8.elementsEqual(id.utf8) }) else { throw Self.noKey }
        return key
    }

    private static let noKey = ServerError(.noKey, "There is no signing key of that id. All keys: mapae keys list")
}
#endif
