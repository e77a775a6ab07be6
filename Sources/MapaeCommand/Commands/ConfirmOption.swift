#if Server
import ArgumentParser
import MapaeServer

/// `--yes`, of every command that cannot be undone.
struct ConfirmOption: ParsableArguments {
    @Flag(name: .customLong("yes"), help: "Do not ask.")
    var isGiven = false

    /// Asks, where it was not said before.
    /// - Parameters:
    ///   - question: What to ask.
    ///   - outcome: What to say when the answer is no, such as `Nothing was deleted.`
    /// - Throws: `ServerError` `not_confirmed`.
    func require(_ question: String, orElse outcome: String) throws {
        guard isGiven || Terminal.confirms(question) else {
            throw ServerError(.notConfirmed, "\(outcome) Say --yes where nobody can be asked.")
        }
    }
}
#endif
