extension JSONObject {
    /// The members that a value of yours encodes.
    ///
    /// ```swift
    /// struct Role: Encodable { let role: String, since: Date }
    /// let claims = try JSONObject(encoding: Role(role: "admin", since: .now))   // {"role":"admin","since":1795423466.25}
    /// ```
    ///
    /// One value gives one text: members stand in the order in which the type encodes them, those of a dictionary in the
    /// order of their names, the elements of a set in that of their JSON (but where a type's own `encode(to:)` hands its
    /// encoder to a dictionary or a set, in the order which that has at the moment). A `Date` is written in seconds since 1970 as
    /// RFC 7519 §2 writes dates (whole ones without fraction), `Data` as base64url without padding, a `URL` as its text, a
    /// `Decimal` as a number. ``ClaimSet/decode(as:)`` reads all of it back.
    /// - Parameter value: A type with members, or a dictionary whose keys are texts or whole numbers.
    /// - Throws: ``JOSEError``: `invalid_claim` for a number that is not finite, beyond 64 signed bits or of more digits
    ///   than JSON's readers keep; `duplicate_member` for a key that is encoded twice; `json_not_an_object`; `json_too_deep`
    ///   beyond 64 levels, which catches a type that holds itself. And whatever the value's own `encode(to:)` throws.
    public init(encoding value: some Encodable) throws {
        let node = EncodedNode()
        try ClaimEncoder.encode(value, into: node)
        guard let object = try node.value().object else { throw JOSEError(.jsonNotAnObject) }
        self = object
    }
}
