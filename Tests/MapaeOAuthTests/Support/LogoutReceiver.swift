import MapaeOAuth
import Synchronization

/// Clients that are told of logouts: what they have heard, and what they answer.
final class LogoutReceiver: Sendable {
    struct Message: Sendable, Hashable {
        let address: String
        let token: String
    }

    struct NoAnswer: Error {}

    private struct State: Sendable {
        var messages: [Message] = []
        /// The answers that come next, by the address; `nil` for none.
        var answers: [String: [Int?]] = [:]
        var silent: Set<String> = []
    }

    private let state = Mutex(State())
    /// Each message as it comes.
    let arrivals: AsyncStream<Message>
    private let arrival: AsyncStream<Message>.Continuation

    init() { (arrivals, arrival) = AsyncStream.makeStream(of: Message.self) }

    var messages: [Message] { state.withLock(\.messages) }
    var addresses: [String] { messages.map(\.address) }

    /// What is answered next; 200 unless told.
    func answer(_ statuses: [Int?], at address: String) { state.withLock { $0.answers[address] = statuses } }

    /// Never answers at an address, and holds whoever asks until it gives up.
    func hold(_ address: String) { state.withLock { _ = $0.silent.insert(address) } }

    var post: AuthorizationServer.LogoutPost {
        { [self] address, form in
            let text = String(decoding: form, as: UTF8.self)
            let message = Message(address: address, token: String(text.dropFirst("logout_token=".count)))
            let (isSilent, answer) = state.withLock { state -> (Bool, Int?) in
                state.messages.append(message)
                let next = state.answers[address]?.first ?? 200
                if state.answers[address]?.isEmpty == false { state.answers[address]?.removeFirst() }
                return (state.silent.contains(address), next)
            }
            arrival.yield(message)
            if isSilent {
                // Until the task is cancelled.
                let (never, continuation) = AsyncStream.makeStream(of: Void.self)
                for await _ in never {}
                continuation.finish()
            }
            guard let answer else { throw NoAnswer() }
            return answer
        }
    }
}
