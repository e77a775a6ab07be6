import MapaeJOSE

/// A text of a key and the code with which it must be refused.
struct KeyRefusal: Sendable, CustomStringConvertible {
    let description: String
    let text: String
    let code: JOSEError.Code
    let algorithm: JWSAlgorithm?

    init(_ description: String, _ text: String, _ code: JOSEError.Code, told algorithm: JWSAlgorithm? = nil) {
        self.description = description
        self.text = text
        self.code = code
        self.algorithm = algorithm
    }

    /// The code with which something is refused, or `nil`.
    static func code(_ make: () throws -> Void) -> JOSEError.Code? {
        do {
            try make()
            return nil
        } catch {
            return (error as? JOSEError)?.code
        }
    }
}
