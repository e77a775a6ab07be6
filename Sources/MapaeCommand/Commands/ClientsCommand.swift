#if Server
import ArgumentParser

struct ClientsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clients",
        abstract: "Work with clients: the applications that users let in.",
        discussion: """
            EXAMPLES
              mapae clients add --name Orders --redirect-uri https://orders.example.com/callback
              mapae clients add --public --name Notes --redirect-uri http://127.0.0.1/callback
              mapae clients add --name Reports --grant client_credentials
              mapae clients edit ID --add-redirect-uri https://orders.example.com/new
              mapae clients list
              mapae clients rotate-secret ID
              mapae clients remove ID
            """,
        subcommands: [
            Add.self, Edit.self, List.self, Show.self, RotateSecret.self, Remove.self, RegistrationToken.self,
        ])
}
#endif
