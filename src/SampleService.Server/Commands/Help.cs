using SampleService.Api;

namespace SampleService.Server;

/// <summary>What <c>--help</c> prints. A test holds it against the settings there are.</summary>
internal static class Help
{
    public const string Text = """
        Sample Service: keeps descriptions of samples and their links to data; callers speak JSON-RPC.

        Usage: dotnet run --project src/SampleService.Server [-- [COMMAND] --Section:Key=value ...]
               dotnet SampleService.Server.dll [COMMAND] [--Section:Key=value ...]

        Without a command it serves. Commands do one thing and end:

          migrate                            brings the schema of the database up to date
          copy --to CONNECTION               copies the SQLite database into a new PostgreSQL database
          import arango DIR                  moves the samples of a KBase Sample Service in: DIR is a dump of its ArangoDB
          create-administrator NAME          makes an account with full administration in a deployment with users of its
                                             own, and prints its token, once
          validate-config FILE [SAMPLES]     checks a configuration of metadata validators, a file or its URL, and prints
                                             one line for each fault; checks samples with it, one JSON object a line

        Without settings it keeps its data in the folder data, listens on http://127.0.0.1:5000 and knows users and
        workspaces of its own. Settings are taken from appsettings.json beside the program, from environment
        variables (Section__Key) and from the command line; later ones win.

          --urls URL;...                     where it listens             http://127.0.0.1:5000
          --Storage:Provider NAME            Sqlite or PostgreSql         Sqlite
          --Storage:DataDirectory DIR        folder of database, tokens   data
          --Storage:ConnectionString TEXT    SQLite: Data Source=FILE     samples.db in the data directory
                                             PostgreSQL: Host=...;Database=...;Username=...
                                             or postgresql://user@host/database
          --Storage:Sharing NAME             Exclusive: this process has the database for itself
                                             Shared: others use it too    Exclusive; PostgreSql: Shared
          --Storage:MigrateOnStart BOOL      bring the schema up to date  true; PostgreSql: false, use migrate
          --Upstream:Mode NAME               Standalone or KBase          KBase if KB_DEPLOYMENT_CONFIG is set
          --Upstream:TimeoutSeconds N        longest request to auth and workspaces of KBase
                                                                          10
          --Standalone:Seed BOOL             accounts to try it with      only when it listens on loopback alone
          --Standalone:RemoteAdministration BOOL
                                             administer from other hosts  false
          --Validation:ConfigUrl URL         metadata validators          what deploy.cfg says, else none
          --Validation:ServiceWizardUrl URL  finds the ontology service   what deploy.cfg says, else none
          --Validation:OntologyFiles NAME=FILE;...
                                             ontologies in OBO form       none: the ontology service is asked
          --Validation:CallSeconds N         longest wait of a call for
                                             ontology services            30
          --Validation:Label TEXT            what people call the configuration of validators
          --Validation:AlsoAccept ID,...     earlier vocabularies that callers may save with
                                                                          none
          --Compatibility:Strict BOOL        refuse unknown members and wrong tokens, accept Bearer
                                                                          true; KBase: false
          --Compatibility:NumberForm NAME    AsSent: numbers in metadata are given out as they were sent
                                             Shortest: 12.0 as 12         AsSent; KBase: Shortest
          --Limits:LinksPerSampleVersion N   active links                 10000
          --Limits:LinksPerObjectVersion N   active links                 10000
          --Limits:ExaminedPerCall N         candidates that a call looks at
                                                                          10000
          --Limits:PageBytes N               bytes of the samples on a page
                                                                          16000000
          --Limits:RequestIdDays N           days in which a write with a request_id can be sent again
                                                                          7
          --Limits:RequestBytes N            largest body                 100000000
          --Limits:AnonymousRequestBytes N   the same without a valid token
                                                                          1000000
          --Limits:BytesInFlight N           cost of all that is under way (docs/operations.md)
                                                                          512000000, or a quarter of the memory
          --Limits:AnonymousBytesInFlight N  the part of it without a valid token; an address has a quarter of that
                                                                          an eighth of it
          --Limits:BodyStallSeconds N        longest time in which a body brings less than 4096 bytes a second
                                                                          10
          --Limits:AnonymousBodySeconds N    longest time that a body without a valid token takes
                                                                          30
          --Limits:Connections N             connections at a time        10000, or half of the files it may open
          --Limits:AddressConnections N      the same of one address      a quarter; loopback: as many as there may be
          --Limits:JsonDepth N               nesting of a body            64
          --Limits:BatchSize N               calls in a batch             1000
          --Limits:ConcurrentCalls N         calls at a time              256 for each processor
          --Proxy:Trusted ADDRESS,...        proxies whose X-Forwarded-For, -Proto, -Host are believed: addresses, networks
                                                                          none
          --Gateway:Enabled BOOL             the door /gateway/           true
          --Gateway:Issuers:N:Authority URL  an OpenID Connect issuer whose tokens are accepted (docs/issuers.md)
                                                                          none
          --Gateway:Issuers:N:Audience TEXT  what aud of its tokens holds required
          --Gateway:Issuers:N:UserClaim NAME the claim with the user name preferred_username, else sub
          --Gateway:Issuers:N:RolesClaim NAME
                                             the claim with the roles     roles
          --Gateway:Issuers:N:FullAdministratorRole NAME
                                             administers everything       sample-full-admin
          --Gateway:Issuers:N:ReadAdministratorRole NAME
                                             reads everything             sample-read-admin
          --Gateway:Issuers:N:UserPrefix TEXT
                                             before names of its users    none; KBase: required
          --Gateway:ClockSkewSeconds N       how far clocks may differ    30
          --Gateway:RequireGatewayId BOOL    ask for a gateway id         false
          --Gateway:GatewayIds:N TEXT        the ids of this deployment   none
          --Gateway:AllowedOrigins:N ORIGIN  other sites that may use cookies and WebSockets
                                                                          none
          --Gateway:SessionIdleSeconds N     until a session without a call ends
                                                                          1800
          --Gateway:SessionSeconds N         until a session ends         43200
          --Gateway:WebSocketCalls N         calls of a WebSocket at a time
                                                                          64
          --Gateway:WebSocketUnsentBytes N   answers that may wait on one 32000000
          --Gateway:WebSocketSendSeconds N   in which its end takes 64 KiB
                                                                          10
          --Gateway:WebSocketPingSeconds N   until a quiet one is pinged, and that is answered
                                                                          30
          --Gateway:WebSocketCheckSeconds N  between looks at its token   5
          --Gateway:WebSocketSubscriptions N subscriptions to events on a WebSocket
                                                                          32
          --Gateway:UserWebSockets N         WebSockets of one user       a quarter of Limits:Connections
          --Gateway:SecureCookies NAME       Auto: Secure behind TLS
                                             Always                       Auto
          --Metrics:Urls URL;...             metrics for Prometheus;      http://127.0.0.1:9464, none if that is taken
                                             empty for none
          --Node:Enabled BOOL                the Unix socket for operators (docs/node.md)
                                                                          true, or without if it cannot be had
          --Node:SocketPath PATH             where; at most 100 bytes     node.sock in the data directory
          --Node:Restricted BOOL             only root and the user of the server can connect; false: every user of the
                                             machine, to ask how it is    true
          --Node:User NAME                   the name by which they call  (node)
          --Node:MaxMessageBytes N           largest message              96000
          --Node:MaxConnections N            connections at a time        64
          --Node:IdleSeconds N               a connection on which nothing comes is closed   600
          --Events:RetentionDays N           days for which events are kept
                                                                          30
          --Events:MaxKept N                 events kept at most          10000000
          --Events:Kafka:BootstrapServers HOST:PORT,...
                                             Kafka servers to send events to
                                                                          what deploy.cfg says, else none
          --Events:Kafka:Topic NAME          the topic                    what deploy.cfg says
          --Events:Kafka:Extended BOOL       all events, under their own types
                                                                          false: those of the KBase Sample Service
          --Groups:Enabled BOOL              groups of users in ACLs (docs/groups.md)
                                                                          true, behind KBase false
          --Events:Webhooks:Enabled BOOL     events are sent to addresses that users choose (docs/webhooks.md)
                                                                          true
          --Events:Webhooks:MaxPerUser N     webhooks of one user         10
          --Events:Webhooks:MaxTotal N       webhooks of all users        1000
          --Events:Webhooks:TimeoutSeconds N in which a receiver answers  10
          --Events:Webhooks:AllowedNetworks NETWORKS
                                             networks with commas between that are sent to although not everybody
                                             reaches them, by http too    none
          --Events:Webhooks:Administrators USER,...
                                             users of KBase whose webhooks may have all events
                                                                          none
          --Search:BackfillRate N            samples from before an upgrade made findable in a second   500
          --Shutdown:LingerSeconds N         connections are taken for so long after SIGTERM, to be told that it stops
                                                                          0
          --Tracing:OtlpEndpoint URL         takes traces, OTLP over HTTP what OTEL_EXPORTER_OTLP_ENDPOINT says, else none
          --Health:RequireWrites BOOL        not ready (503) while writes fail
                                                                          false: ready, with "writes":"failing"
          --Logging:LogLevel:Default LEVEL   Trace, Debug, Information, Warning, Error, Critical, None
                                                                          Information
          --Logging:Console:FormatterName X  simple or json               simple

        A process is alone; with one of these it is a member of a cluster on PostgreSQL (docs/clustering.md):

          --Cluster:Membership NAME          Database: a member of a cluster
                                             Alone: a cluster of one      Alone, unless another key is set
          --Cluster:Role NAME                Silo: runs grains and serves
                                             FrontEnd: only serves        Silo
          --Cluster:ClusterId NAME           which cluster it joins       sample-service
          --Cluster:Address HOST             where the others reach it    127.0.0.1
          --Cluster:SiloPort N               port for other silos         any that is free
          --Cluster:GatewayPort N            port for front ends, 0 any   none: it takes no front ends
          --Cluster:ProbeSeconds N           longest answer to a probe    2
          --Cluster:MissedProbes N           until a silo is voted dead   3
          --Cluster:ResponseSeconds N        longest call of a grain      30

        --help prints this, COMMAND --help what a command takes, --version the version and the commit.

        Environment:
          KB_DEPLOYMENT_CONFIG   a KBase deploy.cfg: users and workspaces are those of the KBase services it names
          KB_SERVICE_NAME        its section; SampleService when not given

        Exit codes: 0 done, or stopped as asked; 2 could not (one line on stderr says why), or faults were found.

        """;

    /// <summary>What only the program itself can tell, and is printed below the text.</summary>
    public static string Ending => $"""
        Version: {ServiceBuild.Text}
        Documents: {Documents.Folder}

        """;
}
