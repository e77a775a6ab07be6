import MapaeJOSE
import MapaeStore

extension AuthorizationServer {
    /// Reads a request as it came, and takes the pushed one that it may stand for.
    /// - Throws: ``OAuthError`` that must be told on a page.
    func interaction(_ text: some Collection<UInt8>) async throws(OAuthError) -> Interaction {
        let parameters = try Parameters(parsing: text, repeatable: [ResourceIndicator.parameter])
        guard let uri = parameters["request_uri"], PushedRequestURI.isOne(uri) else {
            return Interaction(parameters, startedAt: now.seconds)
        }
        return try await pushed(uri, parameters)
    }

    /// Takes a pushed request out (RFC 9126 §4). What stands beside it does not count (RFC 9101 §6.3).
    private func pushed(_ uri: String, _ parameters: Parameters) async throws(OAuthError) -> Interaction {
        try parameters.checkUnique()
        let id: ClientID
        do { id = try AuthorizationRequest.clientID(in: parameters) } catch { throw error.error }
        let digest = TokenDigest.of(uri)
        let record = try await asking { try await store.consume(pushedRequest: digest, of: id.text) }
        guard let record, now.seconds < record.endsAt,
            let pushed = try? Parameters(
                parsing: record.parameters, repeatable: [ResourceIndicator.parameter],
                limits: PushedRequestURI.storedLimits)
        else { throw OAuthError(.invalidRequestURI) }
        return Interaction(pushed, startedAt: now.seconds, wasPushed: true)
    }

    /// Opens a request in progress.
    /// - Throws: ``OAuthError`` `invalid_request` for what is none, or too old.
    func opened(_ ticket: String, for purpose: TicketSeal.Purpose) throws(OAuthError) -> Interaction {
        guard let content = seal.open(ticket, for: purpose), let interaction = Interaction(content),
            now < NumericDate(seconds: interaction.startedAt).advanced(by: settings.lifetimes.interaction)
        else {
            throw OAuthError(.invalidRequest, "This page is too old. Go back to the application and begin again.")
        }
        return interaction
    }

    /// Checks a request in progress, and who sent it.
    func checked(
        _ interaction: Interaction
    ) async throws(AuthorizationError) -> (Client, AuthorizationRequest) {
        let id = try AuthorizationRequest.clientID(in: interaction.parameters)
        let found: Client?
        do { found = try await client(id) } catch { throw AuthorizationError(onPage: error) }
        guard let found else { throw AuthorizationRequest.unknownClient }
        do throws(AuthorizationError) {
            let request = try AuthorizationRequest(
                interaction.parameters, client: found, policy: policy, wasPushed: interaction.wasPushed)
            return (found, request)
        } catch {
            // RFC 9700 §4.11.2: with a document of one's own anybody could have this server lead users anywhere.
            throw found.isOfDocument ? AuthorizationError(onPage: error.error) : error
        }
    }

    /// A mark for a form that only a page of this server can hold, in one browser, for one thing.
    /// - Parameter parts: The browser's secret, the login, and what the form is for.
    public func formMark(_ parts: [String]) -> String { Base64URL.encode(seal.mark(parts)) }

    /// Whether a form's mark is right, in a time that tells nothing of where it is not.
    /// - Parameters:
    ///   - mark: What came with the form.
    ///   - parts: What it must be of.
    public func isFormMark(_ mark: String, of parts: [String]) -> Bool {
        SecretComparison.areEqual(Array(mark.utf8), Array(formMark(parts).utf8))
    }
}
