import MapaeOAuth
import Synchronization

/// Clients that are told of logouts: what they have heard, and what they answer.
final class LogoutReceiver: Sendable {
    struct Message: Sendable, Hashable {
        let address: String
        let token: String
        /// Whether the client is said to be one that somebody has added.
        let isKnown: Bool
    }

    struct NoAnswer: Error {}

    private struct State: Sendable {
        var messages: [Message] = []
        /// The answers that come next, by the address; `nil` for none.
        var answers: [String: [Int?]] = [:]
        /// How often nothing is sent.
        var unsent = 0
        var silent: Set<String> = []
        /// Lets those go that are held, by the address.
        var held: [String: [AsyncStream<Void>.Continuation]] = [:]
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

    /// Sends nothing the next times.
    func sendNothing(times: Int) { state.withLock { $0.unsent = times } }

    /// Does not answer at an address, and holds whoever asks until it gives up, or is let go.
    func hold(_ address: String) { state.withLock { _ = $0.silent.insert(address) } }

    /// Answers again at an address, also those who are held.
    func release(_ address: String) {
        let held = state.withLock { state -> [AsyncStream<Void>.Continuation] in
            state.silent.remove(address)
            return state.held.removeValue(forKey: address) ?? []
        }
        for continuation in held { continuation.finish() }
    }

    var post: AuthorizationServer.LogoutPost {
        { [self] address, form, isKnown in
            let isSent = state.withLock { state in
                guard state.unsent > 0 else { return true }
                state.unsent -= 1
                return false
            }
            guard isSent else { throw OAuthError(.temporarilyUnavailable) }
            let text = String(decoding: form, as: UTF8.self)
            let message = Message(
                address: address, token: String(text.dropFirst("logout_token=".count)), isKnown: isKnown)
            let (never, continuation) = AsyncStream.makeStream(of: Void.self)
            let (isSilent, answer) = state.withLock { state -> (Bool, Int?) in
                state.messages.append(message)
                let next = state.answers[address]?.first ?? 200
                if state.answers[address]?.isEmpty == false { state.answers[address]?.removeFirst() }
                let isSilent = state.silent.contains(address)
                if isSilent { state.held[address, default: []].append(continuation) }
                return (isSilent, next)
            }
            arrival.yield(message)
            // Until it is let go, or the task is cancelled.
            if isSilent { for await _ in never {} }
            guard let answer else { throw NoAnswer() }
            return answer
        }
    }
}
