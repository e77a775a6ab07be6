// snippet.credentials
struct Credentials: Decodable {
    let username, password: String

    /// Stands for your users and their hashed passwords.
    var areRight: Bool { username == "test" && password == "test" }
}
// snippet.end
