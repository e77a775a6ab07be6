#if RemoteKeys
/// Why an address that a stranger has named could not be asked.
///
/// Two errors are equal when their codes are. No text of an error holds an address or anything that the other side sent. The
/// code itself is for logs: told to who named the address, it would say what is there inside.
package struct OutboundError: Error, Sendable, Hashable, CustomStringConvertible {
    /// One code per cause.
    package enum Code: String, Sendable, Hashable, CaseIterable, CustomStringConvertible {
        /// It is no `https` URL that can be read in one way only, or it is one of `http` where that is not allowed.
        case invalidAddress = "invalid_address"
        /// It leads to this machine or into a private network. Nothing was sent there.
        case forbiddenAddress = "forbidden_address"
        /// The name has no address, or nobody there takes the connection, or not with a certificate that is believed.
        case unreachable
        /// It took longer than the time limit.
        case timedOut = "timed_out"
        /// The answer broke off, or is no HTTP.
        case brokenAnswer = "broken_answer"
        /// The answer has more bytes than the limit.
        case answerTooLarge = "answer_too_large"
        /// The answer is compressed although that was not asked for; a small answer could become a huge one.
        case encodedAnswer = "encoded_answer"
        /// Too many requests are under way already, or were made of late. Nothing was sent.
        case busy
        /// The status is not 200.
        case unexpectedStatus = "unexpected_status"
        /// The media type is another than what was asked for.
        case wrongType = "wrong_type"

        /// The stable code.
        package var description: String { rawValue }
    }

    /// The cause.
    package let code: Code
    /// The status of the answer, for `unexpected_status`.
    package let status: Int?

    /// Creates an error.
    /// - Parameters:
    ///   - code: The cause.
    ///   - status: The status of the answer.
    package init(_ code: Code, status: Int? = nil) {
        self.code = code
        self.status = status
    }

    /// The stable code with the status.
    package var description: String { status.map { "\(code) (status \($0))" } ?? code.description }

    /// Whether it says nothing of what is at the address: the network's failure, a server's that is down, or that nothing was sent.
    package var isPassing: Bool {
        switch code {
        case .unreachable, .timedOut, .brokenAnswer, .busy: true
        case .unexpectedStatus: status.map { $0 >= 500 || $0 == 429 } ?? false
        default: false
        }
    }

    /// Equal when the codes are.
    package static func == (left: Self, right: Self) -> Bool { left.code == right.code }

    /// Hashes the code.
    package func hash(into hasher: inout Hasher) { hasher.combine(code) }
}

extension OutboundError {
    /// What the parts that are shared with the fetching of issuers' keys say.
    init(_ error: RemoteKeysError) {
        switch error.code {
        case .invalidURL, .insecureURL: self.init(.invalidAddress)
        case .forbiddenAddress: self.init(.forbiddenAddress)
        case .timedOut: self.init(.timedOut)
        case .answerTooLarge: self.init(.answerTooLarge)
        case .encodedAnswer: self.init(.encodedAnswer)
        case .brokenAnswer: self.init(.brokenAnswer)
        default: self.init(.unreachable)
        }
    }
}
#endif
