extension SessionRecord {
    /// Whether it is a login of a user's own.
    package func isLogin(of user: String?) -> Bool {
        clientID == nil && user.map { subject.utf8.elementsEqual($0.utf8) } ?? false
    }

    /// Whether it is a grant to a client.
    package func isGrant(for client: String) -> Bool {
        clientID.map { $0.utf8.elementsEqual(client.utf8) } ?? false
    }
}
