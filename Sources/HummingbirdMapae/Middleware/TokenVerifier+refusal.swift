import Hummingbird
import Logging
import Mapae

extension TokenVerifier {
    /// The error that answers a request which was not let in, after the log has been told.
    func refusal(of error: any Error, _ logger: Logger) -> any Error {
        switch error {
        case let error as RequestError:
            return error.written(as: errorFormat)
        case let error as TokenError:
            log(error, logger)
            return prepared(error)
        default:
            return error
        }
    }

    /// Tells the log why a request was not let in, or only as a stranger.
    func log(_ error: TokenError, _ logger: Logger) {
        // What is behind any other refusal is the client's: claims of the wrong shape, whose values a `DecodingError` may repeat.
        if error.code == .temporarilyUnavailable, let underlying = error.underlying {
            // The client is told to come back later; somebody has to learn what is broken.
            logger.error("tokens cannot be checked", metadata: ["mapae.cause": "\(underlying)"])
        } else {
            logger.debug("token refused", metadata: ["mapae.cause": "\(error)"])
        }
    }
}
