/// Makes user ids.
enum UserID {
    /// 128 random bits as 22 characters of base64url: never guessed, and never given twice.
    static func random() -> String {
        Base64.url.encode(randomBytes(16))
    }
}
