#if Server
package import MapaeStore

/// All that the server remembers.
package typealias ServerStore = OAuthStore & KeyStore
#endif
