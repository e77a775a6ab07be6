@_exported @_documentation(visibility: internal) public import Mapae
// One import is enough for a program that protects routes: the types that its lines name come with the adapter.
@_exported @_documentation(visibility: internal) public import MapaeJOSE
// `Sessions(auth, store: .memory)`
@_exported @_documentation(visibility: internal) public import MapaeStore
