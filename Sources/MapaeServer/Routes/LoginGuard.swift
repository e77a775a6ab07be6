#if Server
import HummingbirdMapae
import MapaeAccounts
import MapaeStore
import Synchronization

/// Checks passwords within the limits of a throttle, and records what came of it.
struct LoginGuard: Sendable {
    let accounts: Accounts
    let store: any ServerStore
    let throttle: LoginThrottle
    let devices: KnownDevices
    let audit: AuditLog
    let notes = ThrottleNotes()
    private let refusals = Refusals()
    let now: @Sendable () -> NumericDate

    /// The user of a name and a password.
    /// - Parameters:
    ///   - username: What was typed as the name.
    ///   - password: What was typed as the password.
    ///   - device: The token that an earlier login gave this device, if it has one.
    ///   - network: From where.
    /// - Throws: `LoginRefusal`; `AccountError`; `StoreError`, also when the record cannot be written.
    func user(named username: String, password: String, device: String?, network: String) async throws -> UserRecord {
        let isKnown = try await isKnown(device, username: username)
        return try await guarding(
            username, network: network, isKnownDevice: isKnown, failing: .loginFailed,
            sessionID: nil
        ) {
            try await accounts.authenticate(username: username, password: password)
        }
    }

    /// Does what needs the present password of a user who is logged in.
    func guarding<Value>(
        _ username: String, network: String, isKnownDevice: Bool = false, failing kind: AuditKind, sessionID: String?,
        _ body: () async throws -> Value
    ) async throws -> Value {
        do {
            return try await throttle.guarding(
                account: try? Username(username), network: network, isKnownDevice: isKnownDevice, sessionID: sessionID,
                body)
        } catch let error as AccountError where error == AccountError(.invalidCredentials) {
            // The name is recorded only as the user that it belongs to: people type passwords there too.
            let user = try await accounts.user(named: username)
            try await record([
                kind.record(at: now(), subject: user?.id, sessionID: sessionID, network: network)
            ])
            throw error
        } catch let error as AccountError where error == AccountError(.overloaded) {
            // One who is cancelled is told so by what runs next.
            try? await Task.sleep(until: refusals.turn(), clock: .continuous)
            throw error
        } catch let refusal as LoginRefusal {
            try await note(refusal, .loginThrottled, account: username, network: network)
            throw refusal
        }
    }

    /// Creates an account within the limit of its network.
    func signingUp<Value>(network: String, _ create: () async throws -> Value) async throws -> Value {
        do {
            return try await throttle.signingUp(network: network, create)
        } catch let refusal as LoginRefusal {
            try await note(refusal, .signUpThrottled, account: "", network: network)
            throw refusal
        }
    }

    /// Records what changes nothing else.
    func record(_ records: [AuditRecord]) async throws {
        try await store.record(records)
        audit.write(records)
    }

    private func note(_ refusal: LoginRefusal, _ kind: AuditKind, account: String, network: String) async throws {
        let now = now()
        guard
            let unrecorded = notes.take(refusal.limit, account: account, network: network, at: now.seconds)
        else { return }
        let user = account.isEmpty ? nil : try await accounts.user(named: account)
        var details: JSONObject = ["limit": .string(refusal.limit.rawValue)]
        if unrecorded > 0 { details["unrecorded"] = .integer(unrecorded) }
        try await record([kind.record(at: now, subject: user?.id, network: network, details: details)])
    }

    /// Those who are refused, behind a lock.
    private final class Refusals: Sendable {
        private let pace = Mutex(RefusalPace())

        func turn() -> ContinuousClock.Instant { pace.withLock { $0.turn(at: .now) } }
    }

    /// The same work for names that exist and names that do not.
    private func isKnown(_ device: String?, username: String) async throws -> Bool {
        guard let device else { return false }
        let user = try await accounts.user(named: username)
        return devices.isKnown(
            device, userID: user?.id ?? "", now: now().seconds, notBefore: user?.passwordChangedAt ?? 0) && user != nil
    }
}
#endif
