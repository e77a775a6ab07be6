import MapaeJOSE
public import MapaeStore

extension Sessions {
    /// What ends all sessions of a user but one, to be handed to whoever changes the user in the same step: a new password, a
    /// user who is shut out.
    ///
    /// ```swift
    /// let result = try await store.change(user: id) { user in
    ///     UserChange(.put(changed), ending: sessions.sweep(except: token), outcome: true)
    /// }
    /// sessions.learn(result.ended, of: id)
    /// ```
    /// - Parameter token: A token whose session goes on, where the user wants to stay logged in here.
    public func sweep(except token: VerifiedToken? = nil) -> SessionSweep {
        let now = now
        return SessionSweep(except: token?.sessionID) { [rules, recording] record in
            let event = SessionEvent(.ended, at: now, sessionID: record.id, subject: record.subject)
            return SessionEnding(record.revocation(at: now, rules), recording: recording(event).map { [$0] } ?? [])
        }
    }

    /// Refuses the tokens of sessions that were ended in the store beside these sessions, from now on.
    /// - Parameters:
    ///   - ended: What the store has revoked.
    ///   - subject: Whose sessions they were.
    public func learn(_ ended: [Revocation], of subject: String) {
        let now = now
        revocations.add(ended, at: now)
        for revocation in ended {
            report(SessionEvent(.ended, at: now, sessionID: revocation.id, subject: subject))
        }
    }

    /// A number that changes whenever all sessions of a user are ended: read it before the user's credential is looked at, and
    /// begin the session with it.
    /// - Parameter subject: Whose.
    /// - Throws: ``TokenError`` `temporarily_unavailable` when the store fails; `CancellationError`.
    public func epoch(of subject: String) async throws -> Int64 {
        try await asking { try await store.sessionEpoch(of: subject) }
    }

    /// What the audit log gets of an event.
    func records(of event: SessionEvent) -> [AuditRecord] { recording(event).map { [$0] } ?? [] }
}
