#if Server
/// Tells addresses that only this machine reaches.
enum LoopbackHost {
    /// A host as an address has it.
    static func inAddress(_ host: String) -> String { host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host }

    static func matches(_ host: String) -> Bool {
        let bytes = host.utf8
        if bytes.elementsEqual("localhost".utf8) || bytes.elementsEqual("::1".utf8) { return true }
        // 127.0.0.0/8 as four plain numbers; "127.evil.example" is a name.
        let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let numbers = parts.compactMap { part in
            part.count <= 3 && part.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
                ? UInt8(String(Substring(part))) : nil
        }
        return parts.count == 4 && numbers.count == 4 && numbers[0] == 127
    }
}
#endif
