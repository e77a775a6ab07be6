/// Base64url of a text, for tokens that nobody signs.
enum Base64URLText {
    static func encode(_ text: String) -> String {
        Base64Text.encode(Array(text.utf8)).replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
