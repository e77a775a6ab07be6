/// The names of the claims that an issuer sets itself. A custom claim of such a name would silently say something else
/// about who, when or what for.
package enum ReservedClaims {
    private static let names = ClaimName.allCases.map { Array("\($0)".utf8) }

    package static func contains(_ name: String) -> Bool {
        names.contains { $0.elementsEqual(name.utf8) }
    }
}
