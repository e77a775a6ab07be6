import Mapae
import MapaeJOSE
import MapaeStore
import Synchronization

extension LogoutSender {
    /// Tells a client, and notes what has come of it.
    func tell(_ logout: ClaimedLogout) async {
        let outcome = await outcome(of: logout)
        // Where the task was cancelled nobody knows what the client has heard: it is told again when the claim is over.
        let isKnown = !Task.isCancelled
        if isKnown { await settle(logout, outcome) }
        let client = Array(logout.clientID.utf8)
        let now = server.now.milliseconds
        state.withLock { state in
            if isKnown { state.holds.note(outcome, of: client, at: now, schedule) }
            state.busy.remove(client)
        }
        server.sessions.endings.ring()
    }

    private func outcome(of logout: ClaimedLogout) async -> LogoutOutcome {
        do {
            guard let id = ClientID(logout.clientID), let client = try await server.client(id),
                let address = client.metadata.backchannelLogoutURI
            else { return .unwanted }
            var form = QueryWriter()
            form.append("logout_token", try server.logoutToken(for: logout, to: client, at: server.now))
            let isKnown = !client.isOfDocument && !client.isSelfRegistered
            return try await answer(address, Array(form.text.utf8), isKnown)
        } catch {
            // Whatever it is, the client does not know of the logout.
            return .failed(status: nil)
        }
    }

    private func answer(_ address: String, _ form: [UInt8], _ isKnown: Bool) async throws -> LogoutOutcome {
        do {
            return LogoutOutcome(status: try await status(address, form, isKnown))
        } catch let error as OAuthError where error.code == .temporarilyUnavailable {
            return .unsent
        }
    }

    /// The status of the answer, unless it takes too long.
    private func status(_ address: String, _ form: [UInt8], _ isKnown: Bool) async throws -> Int {
        try await withThrowingTaskGroup(of: Int?.self) { [post, limits] group in
            group.addTask { try await post(address, form, isKnown) }
            group.addTask {
                try await Task.sleep(for: limits.answer)
                return nil
            }
            defer { group.cancelAll() }
            guard let status = try await group.next() ?? nil else { throw CancellationError() }
            return status
        }
    }

    private func settle(_ logout: ClaimedLogout, _ outcome: LogoutOutcome) async {
        let now = server.now
        let kind: OAuthEvent.Kind?
        var fate = LogoutFate.forget
        var status: Int?
        switch outcome {
        case .told: kind = .logoutTold
        case .refused: (kind, status) = (.logoutRefused, 400)
        case .unwanted: kind = nil
        case .failed(let answer):
            status = answer
            if let next = schedule.next(after: logout, now: now.milliseconds) {
                fate = .retry(at: next)
                // One event for each logout, not one for each attempt.
                kind = logout.attempt == 1 ? .logoutDelayed : nil
            } else {
                kind = .logoutLost
            }
        case .unsent:
            if let next = schedule.next(afterUnsent: logout, now: now.milliseconds) {
                (kind, fate) = (nil, .putOff(until: next))
            } else {
                kind = .logoutLost
            }
        }
        let event = kind.map {
            OAuthEvent(
                $0, at: now, clientID: logout.clientID, grantID: logout.sessionID, subject: logout.subject,
                status: status)
        }
        do {
            let records = event.map(server.records) ?? []
            let isSettled = try await server.store.settle(logout, fate, recording: records)
            if isSettled, let event { server.report(event) }
        } catch {
            report(error)
        }
    }
}
