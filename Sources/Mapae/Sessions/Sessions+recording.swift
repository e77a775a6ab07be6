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
    /// - Parameters:
    ///   - token: A token whose session goes on, where the user wants to stay logged in here.
    ///   - ender: Who ends them and why, for the audit log.
    public func sweep(except token: VerifiedToken? = nil, by ender: SessionEnder? = nil) -> SessionSweep {
        sweep(except: token, by: ender, recording: [])
    }

    func sweep(
        except token: VerifiedToken?, by ender: SessionEnder?, recording records: [AuditRecord]
    ) -> SessionSweep {
        let now = now
        return SessionSweep(except: token?.sessionID, recording: records) { [rules, recording] record in
            let event = SessionEvent(.ended, at: now, sessionID: record.id, subject: record.subject, by: ender)
            return SessionEnding(record.revocation(at: now, rules), recording: recording(event).map { [$0] } ?? [])
        }
    }

    /// Refuses the tokens of sessions that were ended in the store beside these sessions, from now on.
    /// - Parameters:
    ///   - ended: What the store has revoked.
    ///   - subject: Whose sessions they were.
    ///   - ender: Who ended them and why, as it was said to the sweep.
    public func learn(_ ended: [Revocation], of subject: String, by ender: SessionEnder? = nil) {
        let now = now
        revocations.add(ended, at: now)
        for revocation in ended {
            report(SessionEvent(.ended, at: now, sessionID: revocation.id, subject: subject, by: ender))
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
