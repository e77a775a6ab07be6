import MapaeJOSE

extension ClientID {
    /// A new identifier with 128 random bits. It begins with a letter, a digit or `_`: at a command line a dash would make an option of
    /// it.
    public static func random() -> ClientID {
        while true {
            let text = RandomBytes.identifier()
            if text.utf8.first != UInt8(ascii: "-"), let id = ClientID(text) { return id }
        }
    }
}
