#if Server
package import MapaeStore

/// All that the server remembers.
package typealias ServerStore = AccountStore & KeyStore
#endif
