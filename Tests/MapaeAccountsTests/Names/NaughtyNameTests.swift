import MapaeAccounts
import Testing

@Suite("The big list of naughty strings (L9, L10)")
struct NaughtyNameTests {
    @Test(
        "as a name or an address each is refused or becomes a text of plain letters, once and for all",
        .vectors("naughty/blns.json"))
    func names() throws {
        let texts = try Vectors.texts("naughty/blns.json")
        #expect(texts.count > 500)
        var names: [String] = []
        for text in texts {
            if let name = try? Username(text) {
                names.append(name.canonical)
                #expect(try Username(name.canonical) == name)
                expectPlain(name.canonical)
            }
            if let address = try? EmailAddress(text) {
                #expect(try EmailAddress(address.canonical) == address)
                expectPlain(address.canonical)
            }
        }
        // What is harmless stays possible: "undefined", "NULL", "True", words and numbers.
        #expect((20...120).contains(names.count), "\(names.count)")
    }

    @Test(
        "as a password each that is long enough is taken or refused, and none is changed by being read twice",
        .vectors("naughty/blns.json"))
    func passwords() throws {
        let username = try Username("ada")
        for text in try Vectors.texts("naughty/blns.json") {
            let taken = (try? PasswordPolicy().check(text, for: username)) != nil
            if text.unicodeScalars.count < 5 { #expect(!taken) }
        }
    }

    private func expectPlain(_ text: String) {
        for scalar in text.unicodeScalars {
            #expect(!scalar.properties.isDefaultIgnorableCodePoint && !scalar.properties.isWhitespace)
            #expect(
                ![.control, .format, .privateUse, .unassigned, .nonspacingMark].contains(
                    scalar.properties.generalCategory))
        }
    }
}
