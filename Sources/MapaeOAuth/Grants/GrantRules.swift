import Mapae
import MapaeJOSE
import MapaeStore

/// The rules that are the same for whatever a grant comes of. One function each.
enum GrantRules {
    /// Whether two ids are one, as bytes.
    static func same(_ left: String?, _ right: String) -> Bool {
        left.map { $0.utf8.elementsEqual(right.utf8) } ?? false
    }

    /// Nothing comes of what a user has agreed to when all sessions of the user were ended since, or the login is over in which that
    /// was: whoever changes a password, or logs out, means what is under way too.
    /// - Throws: ``OAuthError`` `invalid_grant`.
    static func checkUser(
        epoch: Int64?, loginID: String?, subject: String, _ context: GrantContext, at now: NumericDate
    ) throws(OAuthError) {
        guard let epoch, epoch == context.epoch else { throw OAuthError(.invalidGrant) }
        guard loginID == nil || isAlive(context.login, of: subject, at: now) else { throw OAuthError(.invalidGrant) }
    }

    /// Whether a login goes on: the store has it, it is this user's, and somebody can use it still.
    static func isAlive(_ login: SessionRecord?, of subject: String, at now: NumericDate) -> Bool {
        guard let login, login.clientID == nil, same(login.subject, subject) else { return false }
        return now.seconds < min(login.aliveUntil, login.endsAt)
    }

    /// RFC 9449 §5, §10: what was bound to a key is used with that key alone.
    /// - Throws: ``OAuthError`` `invalid_grant`.
    static func checkKey(_ bound: String?, presented: String?) throws(OAuthError) {
        guard let bound else { return }
        guard same(presented, bound) else {
            throw OAuthError(.invalidGrant, "This is bound to a key; send a DPoP proof of that key.")
        }
    }
}
