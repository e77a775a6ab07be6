import MapaeStore

/// What a code becomes, inside the transaction in which it is exchanged.
enum GrantRows {
    /// What is true of a code.
    static func context(of code: CodeRecord, _ connection: any SQLConnection) throws -> GrantContext {
        try context(code.subject, code.loginID, code.grantID, code.clientID, connection)
    }

    /// What is true of a device's request.
    static func context(of request: DeviceCodeRecord, _ connection: any SQLConnection) throws -> GrantContext {
        try context(request.subject, request.loginID, request.grantID, request.clientID, connection)
    }

    private static func context(
        _ subject: String?, _ loginID: String?, _ grantID: String, _ clientID: String, _ connection: any SQLConnection
    ) throws -> GrantContext {
        let login = try loginID.flatMap { try SessionRows.session($0, connection) }
        let grant = try SessionRows.session(grantID, connection)
        return GrantContext(
            epoch: try subject.map { try SessionRows.epoch(of: $0, connection) } ?? 0,
            login: login.flatMap { $0.isLogin(of: subject) ? $0 : nil },
            grant: grant.flatMap { $0.isGrant(for: clientID) ? $0 : nil },
            hasClient: try ClientRows.exists(clientID, connection))
    }

    /// Does what comes of a grant.
    static func apply(_ effects: GrantEffects, _ connection: any SQLConnection) throws {
        if let id = effects.endingID, SQLStore.isStorable(id),
            let grant = try SessionRows.session(id, connection), grant.clientID != nil
        {
            try SessionRows.remove(grant, connection)
        }
        if let grant = effects.beginning {
            let known = try SessionRows.session(grant.id, connection)
            if let known { try SessionRows.remove(known, connection) }
            try SessionRows.put(grant, id: grant.id, replacing: nil, connection)
        }
        if let login = effects.clientLogin { try ClientLoginRows.insert(login, connection) }
        try OpaqueTokenRows.add(effects.tokens, connection)
        for revocation in effects.revocations { try RevocationRows.add(revocation, connection) }
        try AuditRows.add(effects.records, connection)
    }
}
