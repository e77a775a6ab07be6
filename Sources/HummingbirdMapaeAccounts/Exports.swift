// One import is enough for a program that logs users in: the types that its lines name come with the adapter.
@_exported @_documentation(visibility: internal) public import HummingbirdMapae
@_exported @_documentation(visibility: internal) public import MapaeAccounts
