// One import is enough for a program that serves authorization: the types that its lines name come with the adapter.
@_exported @_documentation(visibility: internal) public import HummingbirdMapae
@_exported @_documentation(visibility: internal) public import MapaeOAuth
