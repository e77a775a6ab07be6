/// All that an authorization server remembers.
///
/// Ids, subjects and digests are compared as bytes. All methods of the stores below throw ``StoreError``, or
/// `CancellationError` when their task is cancelled; then nothing was changed. What has returned is durable, as far as the
/// store is at all: a code that was used stays used after a power cut.
public typealias OAuthStore = AccountStore & ClientStore & CodeStore & DeviceCodeStore & OpaqueTokenStore
    & ConsentStore & PushedRequestStore & UsedOnceStore & LogoutStore
