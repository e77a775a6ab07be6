import Testing

@testable import MapaeJOSE

@Suite("Names that an object has twice")
struct JSONNameTableTests {
    private static func refusal(_ json: String) -> JOSEError.Code? {
        do throws(JOSEError) {
            _ = try JSONValue(parsing: Array(json.utf8))
            return nil
        } catch { return error.code }
    }

    private static func object(_ names: [String]) -> String {
        "{" + names.map { "\"\($0)\":1" }.joined(separator: ",") + "}"
    }

    @Test(arguments: [1, 2, 15, 16, 17, 18, 33, 100, 256])
    func `J30 J46 so many different names are taken, and each of them twice is refused`(_ count: Int) {
        let names = (0..<count).map { "name\($0)" }
        #expect(Self.refusal(Self.object(names)) == nil)
        for repeated in names.dropLast() {
            #expect(Self.refusal(Self.object(names.dropLast() + [repeated])) == .duplicateMember)
            let escaped = "\\u006e" + repeated.dropFirst()
            #expect(Self.refusal(Self.object(names.dropLast() + [escaped])) == .duplicateMember)
        }
    }

    @Test(arguments: [0, 10, 15, 16, 30])
    func `an object inside of another may use its names again, and not its own`(_ outer: Int) {
        let names = (0..<outer).map { "o\($0)" }
        let inner = (0..<20).map { "i\($0)" } + names
        let open = "{" + names.map { "\"\($0)\":1," }.joined()
        #expect(Self.refusal(open + "\"a\":\(Self.object(inner)),\"b\":\(Self.object(inner)),\"c\":1}") == nil)
        let twice = Self.object(inner + ["i3"])
        #expect(Self.refusal(open + "\"a\":\(Self.object(inner)),\"b\":\(twice)}") == .duplicateMember)
        // What an inner object had is forgotten, what the outer one had is not.
        #expect(Self.refusal(open + "\"a\":\(Self.object(inner)),\"i0\":1,\"a\":1}") == .duplicateMember)
        #expect(Self.refusal(open + "\"a\":\(Self.object(inner)),\"i0\":1,\"i0\":1}") == .duplicateMember)
    }
}
