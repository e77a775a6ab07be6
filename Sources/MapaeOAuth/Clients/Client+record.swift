public import MapaeJOSE
public import MapaeStore

extension Client {
    private static let documentUsedAtMember = "document_used_at"
    private static let selfRegisteredMember = "self_registered"

    /// A client as it was stored.
    ///
    /// What was registered once stays registered, also where no client could register it any more: what a request gets of it is
    /// decided when it comes.
    /// - Parameter record: The record.
    /// - Throws: `StoreError` `corrupt`.
    public init(_ record: ClientRecord) throws(StoreError) {
        let settings = try StoredMembers(record.settings)
        guard let id = ClientID(record.id), let metadata = try? ClientMetadata(stored: record.metadata) else {
            throw StoredMembers.corrupt
        }
        let secrets = record.secrets.compactMap { ClientSecretDigest(bytes: $0) }
        guard secrets.count == record.secrets.count else { throw StoredMembers.corrupt }
        let format = try settings.text("token_format") ?? AccessTokenFormat.jwt.rawValue
        self.init(
            id: id, metadata: metadata, secrets: secrets,
            tokenFormat: try settings.required(AccessTokenFormat(name: format)),
            requiresPKCE: try settings.flag("requires_pkce") ?? true,
            isFirstParty: try settings.flag("first_party") ?? false,
            needsOfflineAccess: try settings.flag("needs_offline_access") ?? false,
            resources: try settings.resources("resources"))
        documentUsedAt = try settings.integer(Self.documentUsedAtMember)
        isSelfRegistered = try settings.flag(Self.selfRegisteredMember) ?? false
    }

    /// The client as it is stored.
    /// - Parameter createdAt: When it was registered, in seconds since 1970-01-01T00:00:00Z.
    /// - Throws: `JOSEError` `invalid_key` when the cryptographic library does not give a key's numbers.
    public func record(createdAt: Int64) throws(JOSEError) -> ClientRecord {
        var settings: JSONObject = [
            "token_format": .string(tokenFormat.rawValue), "requires_pkce": .bool(requiresPKCE),
            "first_party": .bool(isFirstParty), "needs_offline_access": .bool(needsOfflineAccess),
        ]
        settings["resources"] = StoredMembers.list(resources.map(\.text))
        settings[Self.documentUsedAtMember] = documentUsedAt.map { .integer($0) }
        if isSelfRegistered { settings[Self.selfRegisteredMember] = true }
        return ClientRecord(
            id: id.text, createdAt: createdAt, metadata: try JSONValue.object(metadata.members()).serialized(),
            secrets: secrets.map(\.bytes), settings: StoredMembers.json(settings))
    }
}
