extension ConsentRecord {
    /// As it is stored: of whom and for whom it was asked for, and since when it was before.
    package func of(_ subject: String, for clientID: String, since moment: Int64?) -> ConsentRecord {
        ConsentRecord(
            subject: subject, clientID: clientID, createdAt: moment ?? createdAt, changedAt: changedAt, scope: scope,
            resources: resources)
    }
}

extension [ConsentRecord] {
    /// By the bytes of the clients' ids: the order that every store promises.
    package var inOrderOfClients: [ConsentRecord] {
        sorted { $0.clientID.utf8.lexicographicallyPrecedes($1.clientID.utf8) }
    }
}
