#if Server
/// Words of commands that are printed to be pasted.
enum ShellWord {
    /// A text as one word of a POSIX shell, whatever is in it.
    static func quoted(_ text: String) -> String {
        let plain = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "+")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
        return plain ? text : "'" + text.replacing("'", with: "'\\''") + "'"
    }
}
#endif
