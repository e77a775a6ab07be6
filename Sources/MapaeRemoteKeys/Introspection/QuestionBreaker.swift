#if RemoteKeys
/// Decides whether a question is worth asking, after others have failed: values in, values out, no clock of its own.
///
/// Five failures in a row begin a pause. After it one question is tried; its outcome begins another pause or ends the matter.
package struct QuestionBreaker: Sendable {
    private static let tolerated = 5

    private let pause: Duration
    private var failures = 0
    private var pausedUntil: Duration = .zero
    private var isTrying = false

    package init(pause: Duration) { self.pause = pause }

    /// Decides for a question, which begins if nothing is returned.
    /// - Returns: How long to wait, where it may not be asked.
    package mutating func refusal(at now: Duration) -> Duration? {
        guard failures >= Self.tolerated else { return nil }
        if now < pausedUntil { return pausedUntil - now }
        if isTrying { return pause }
        isTrying = true
        return nil
    }

    /// The endpoint has answered.
    package mutating func succeeded() {
        failures = 0
        isTrying = false
    }

    /// The endpoint could not be asked, or has answered that it cannot answer.
    package mutating func failed(at now: Duration) {
        // Only as far as it matters: the count must not overflow in a year without the provider.
        failures = min(failures + 1, Self.tolerated)
        isTrying = false
        if failures >= Self.tolerated { pausedUntil = now + pause }
    }
}
#endif
