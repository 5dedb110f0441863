using System.Globalization;
using System.Net;
using OneLink.Admin.Channels;
using OneLink.Admin.Database;
using OneLink.Admin.Database.Replicas;
using OneLink.Admin.Files;
using OneLink.Admin.Limits;
using OneLink.Admin.Redis;
using OneLink.Analytics.Client;
using OneLink.Shared.Networks;
using StackExchange.Redis;

namespace OneLink.Admin.Hosting;

/// <summary>Where this process listens, keeps its data and finds its neighbours. Read once, at start.</summary>
internal sealed record AdminSettings
{
    /// <summary>Folder of all embedded state, absolute.</summary>
    public required string DataFolder { get; init; }

    public required IPAddress ListenAddress { get; init; }

    public required int Port { get; init; }

    /// <summary>Port of the edge on this machine: the demo account's link domain carries it.</summary>
    public required int EdgePort { get; init; }

    /// <summary>SQLite database file, absolute; empty where there is a PostgreSQL.</summary>
    public required string DatabaseFile { get; init; }

    /// <summary>The system of record, where it is no SQLite file.</summary>
    public required PostgresAddress? Postgres { get; init; }

    /// <summary>Copies of the PostgreSQL that lists are read from.</summary>
    public required ReplicaSettings Replicas { get; init; }

    /// <summary>The system of record by its name, for people.</summary>
    public string DatabaseName => Postgres?.Name ?? DatabaseFile;

    /// <summary>Number in link ids, 0 to 1023: different for every admin process on one database. Null where it need not be told.</summary>
    public required int? Node { get; init; }

    /// <summary>How long another admin waits before it takes over what a dead one did, where several share a database.</summary>
    public required TimeSpan LeaseLength { get; init; }

    /// <summary>How long an edge that is not heard keeps the clicks that it was granted of links with a limit.</summary>
    public required TimeSpan ClickLeaseLength { get; init; }

    /// <summary>HTTP interface of ClickHouse, without credentials; the first of several.</summary>
    public required Uri ClickHouseUrl { get; init; }

    /// <summary>All addresses that hold the same data, separated by commas, as they were given.</summary>
    public required string ClickHouseAddresses { get; init; }

    /// <summary>Name of the cluster whose hosts these are; null where there is none.</summary>
    public required string? ClickHouseCluster { get; init; }

    public required string ClickHouseUser { get; init; }

    public required string ClickHousePassword { get; init; }

    /// <summary>What an edge sends as its bearer token.</summary>
    public required string EdgeToken { get; init; }

    /// <summary>The key that seals access tokens, 32 bytes. Whoever loses it must rotate every token.</summary>
    public required byte[] TokenKey { get; init; }

    /// <summary>A MaxMind DB of countries, the same as the edge's, to explain its decisions; empty for none.</summary>
    public required string PlacesFile { get; init; }

    /// <summary>Whose word about a caller's address is believed.</summary>
    public required TrustedProxies Proxies { get; init; }

    /// <summary>Networks that webhooks and page fetches may reach although they are not public.</summary>
    public required NetworkList OutboundExceptions { get; init; }

    /// <summary>Whether edges serve only domains whose control was proven.</summary>
    public required bool RequiresVerifiedDomains { get; init; }

    /// <summary>What a proxy on another machine shows when it asks for which hosts it may get certificates; empty for none.</summary>
    public required string AskToken { get; init; }

    /// <summary>List of hosts that no link of the installation may lead to, a line each; absolute. It need not be there.</summary>
    public required string DeniedHostsFile { get; init; }

    /// <summary>Requests a minute of an API key, where its account has no limit of its own.</summary>
    public required int KeyRateLimit { get; init; }

    /// <summary>Days that the audit log is kept; 0 for ever.</summary>
    public required int AuditDays { get; init; }

    /// <summary>Where people reach this installation, without a slash at the end; null where each is told the address he asked at.</summary>
    public required string? PublicUrl { get; init; }

    /// <summary>Where messages of the providers' channels are sent.</summary>
    public required ProviderAddresses Providers { get; init; }

    /// <summary>Seconds in which a receipt may tell what became of a message whose answer never came, before it is sent again.</summary>
    public required int SendDoubtSeconds { get; init; }

    /// <summary>By which Meta signs the webhooks of inboxes that have no secret of their own; empty for none.</summary>
    public required string MetaAppSecret { get; init; }

    /// <summary>Where files lie; null for the data folder.</summary>
    public required BucketSettings? FileBucket { get; init; }

    /// <summary>Hours that the address of an attachment works.</summary>
    public required int FileLinkHours { get; init; }

    /// <summary>Requests a minute to the Client API from one address.</summary>
    public required int VisitorAddressLimit { get; init; }

    /// <summary>Requests a minute to the Client API of one contact.</summary>
    public required int VisitorContactLimit { get; init; }

    /// <summary>Counts of conversations a minute that one person may ask for.</summary>
    public required int ConversationCountsLimit { get; init; }

    /// <summary>Searches of contacts a minute in one account.</summary>
    public required int ContactSearchLimit { get; init; }

    /// <summary>Requests an hour to the OnSync API, where an account has no limit of its own.</summary>
    public required int OnSyncHourlyLimit { get; init; }

    /// <summary>A language model's interface as OpenAI's (<c>https://api.openai.com/v1</c>), without a slash at the end; null for no summaries.</summary>
    public required string? SummaryUrl { get; init; }

    /// <summary>Files of the dashboard, absolute; there need be none.</summary>
    public required string DashboardFolder { get; init; }

    /// <summary>Sent there as a bearer token; empty for none.</summary>
    public required string SummaryKey { get; init; }

    /// <summary>Which model is asked.</summary>
    public required string SummaryModel { get; init; }

    /// <summary>What several admins share; null where there is only this one.</summary>
    public required ConfigurationOptions? Redis { get; init; }

    /// <summary>Begins the names of all keys and channels there: different for every installation that uses the same Redis.</summary>
    public required string RedisPrefix { get; init; }

    public string CredentialsFile => Path.Combine(DataFolder, "credentials.json");

    /// <exception cref="StartupException">A value cannot be used, or a folder cannot be written.</exception>
    public static AdminSettings Read(IConfiguration configuration)
    {
        var dataFolder = Path.GetFullPath(Text(configuration, "ONELINK_DATA", ".onelink"));
        var secrets = new SecretFolder(Path.Combine(dataFolder, "secrets"));
        var clickHousePort = Number(configuration, "ONELINK_CLICKHOUSE_PORT", 8123, 1, 65535);
        var clickHouseAddresses = Text(configuration, "ONELINK_CLICKHOUSE", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{clickHousePort}"));
        var clickHouse = FirstAddress(clickHouseAddresses);
        var userInfo = clickHouse.UserInfo.Split(':', 2);

        return new AdminSettings
        {
            DataFolder = dataFolder,
            ListenAddress = Address(configuration, "ONELINK_LISTEN", "127.0.0.1"),
            Port = Number(configuration, "ONELINK_ADMIN_PORT", 8080, 0, 65535),
            EdgePort = Number(configuration, "ONELINK_EDGE_PORT", 8081, 1, 65535),
            DatabaseFile = DatabasePath(configuration, dataFolder),
            Postgres = PostgresOf(configuration, "ONELINK_DATABASE"),
            Replicas = ReadReplicas(configuration),
            Node = configuration["ONELINK_NODE"] is { Length: > 0 } ? Number(configuration, "ONELINK_NODE", 0, 0, 1023) : null,
            LeaseLength = TimeSpan.FromSeconds(Number(configuration, "ONELINK_LEASE_SECONDS", 15, 3, 300)),
            ClickLeaseLength = TimeSpan.FromSeconds(Number(configuration, "ONELINK_CLICK_LEASE_SECONDS", 86_400, 60, 31_536_000)),
            ClickHouseUrl = new UriBuilder(clickHouse) { UserName = "", Password = "" }.Uri,
            ClickHouseAddresses = clickHouseAddresses,
            ClickHouseCluster = ReadCluster(configuration),
            ClickHouseUser = userInfo[0].Length > 0
                ? Uri.UnescapeDataString(userInfo[0])
                : Text(configuration, "ONELINK_CLICKHOUSE_USER", "onelink"),
            ClickHousePassword = userInfo.Length > 1
                ? Uri.UnescapeDataString(userInfo[1])
                : Text(configuration, "ONELINK_CLICKHOUSE_PASSWORD", secrets.Find("clickhouse-password") ?? ""),
            PlacesFile = Text(configuration, "ONELINK_GEO_DATABASE", ""),
            Proxies = ReadProxies(configuration),
            OutboundExceptions = Networks(configuration, "ONELINK_WEBHOOK_ALLOW"),
            RequiresVerifiedDomains = Text(configuration, "ONELINK_DOMAIN_VERIFICATION", "optional") switch
            {
                "optional" => false,
                "required" => true,
                var other => throw new StartupException($"ONELINK_DOMAIN_VERIFICATION must be optional or required, but is \"{other}\"."),
            },
            Providers = new ProviderAddresses(
                ProviderAddress(configuration, "ONELINK_WHATSAPP_URL", "https://graph.facebook.com/v23.0"),
                ProviderAddress(configuration, "ONELINK_MESSENGER_URL", "https://graph.facebook.com/v23.0"),
                ProviderAddress(configuration, "ONELINK_INSTAGRAM_URL", "https://graph.instagram.com/v23.0"),
                ProviderAddress(configuration, "ONELINK_TELEGRAM_URL", "https://api.telegram.org")),
            SendDoubtSeconds = Number(configuration, "ONELINK_SEND_DOUBT_SECONDS", 60, 1, 3_600),
            MetaAppSecret = Text(configuration, "ONELINK_META_APP_SECRET", ""),
            DashboardFolder = Path.GetFullPath(Text(configuration, "ONELINK_DASHBOARD", Path.Combine(AppContext.BaseDirectory, "..", "dashboard"))),
            AskToken = Text(configuration, "ONELINK_ASK_TOKEN", ""),
            DeniedHostsFile = Path.GetFullPath(Text(configuration, "ONELINK_DENIED_HOSTS", Path.Combine(dataFolder, "denied-hosts.txt"))),
            TokenKey = ReadTokenKey(configuration, secrets),
            KeyRateLimit = Number(configuration, "ONELINK_RATE_LIMIT", 6_000, 1, RequestLimits.Max),
            AuditDays = Number(configuration, "ONELINK_AUDIT_DAYS", 400, 0, 36_500),
            PublicUrl = WebAddress(configuration, "ONELINK_PUBLIC_URL"),
            VisitorAddressLimit = Number(configuration, "ONELINK_VISITOR_ADDRESS_LIMIT", 3_000, 1, RequestLimits.Max),
            VisitorContactLimit = Number(configuration, "ONELINK_VISITOR_CONTACT_LIMIT", 300, 1, RequestLimits.Max),
            ConversationCountsLimit = Number(configuration, "ONELINK_CONVERSATION_COUNTS_LIMIT", 30, 1, RequestLimits.Max),
            ContactSearchLimit = Number(configuration, "ONELINK_CONTACT_SEARCH_LIMIT", 100, 1, RequestLimits.Max),
            OnSyncHourlyLimit = Number(configuration, "ONELINK_ONSYNC_HOURLY_LIMIT", 1_000, 1, RequestLimits.Max),
            FileBucket = Bucket(configuration),
            SummaryUrl = ModelAddress(configuration, "ONELINK_SUMMARY_URL"),
            SummaryKey = Text(configuration, "ONELINK_SUMMARY_KEY", ""),
            SummaryModel = Text(configuration, "ONELINK_SUMMARY_MODEL", "gpt-4o-mini"),
            Redis = ReadRedis(configuration),
            RedisPrefix = Text(configuration, "ONELINK_REDIS_PREFIX", "onelink"),
            FileLinkHours = Number(configuration, "ONELINK_FILE_LINK_HOURS", 168, 1, 87_600),
            EdgeToken = Text(configuration, "ONELINK_EDGE_TOKEN", "") is { Length: > 0 } given ? given : secrets.FindOrCreate("edge-token"),
        };
    }

    private static string Text(IConfiguration configuration, string name, string fallback)
        => configuration[name] is { Length: > 0 } value ? value : fallback;

    private static int Number(IConfiguration configuration, string name, int fallback, int min, int max)
    {
        if (configuration[name] is not { Length: > 0 } value)
        {
            return fallback;
        }

        return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number
            : throw new StartupException($"{name} must be a number from {min} to {max}, but is \"{value}\".");
    }

    private static IPAddress Address(IConfiguration configuration, string name, string fallback)
    {
        var value = Text(configuration, name, fallback);
        return IPAddress.TryParse(value, out var address)
            ? address
            : throw new StartupException($"{name} must be an IP address such as 127.0.0.1 or 0.0.0.0, but is \"{value}\".");
    }

    private static string? WebAddress(IConfiguration configuration, string name)
    {
        var value = Text(configuration, name, "").TrimEnd('/');
        return value.Length == 0 || (Uri.TryCreate(value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.PathAndQuery is "/")
            ? (value.Length > 0 ? value : null)
            : throw new StartupException($"{name} must be an http or https address such as https://links.example.com, but is \"{value}\".");
    }

    private static string? ModelAddress(IConfiguration configuration, string name)
    {
        var value = Text(configuration, name, "").TrimEnd('/');
        return value.Length == 0 ? null
            : Uri.TryCreate(value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address is { Query: "", Fragment: "" } ? value
            : throw new StartupException($"{name} must be an http or https address such as https://api.openai.com/v1, but is \"{value}\".");
    }

    private static BucketSettings? Bucket(IConfiguration configuration)
    {
        const string Name = "ONELINK_FILES_BUCKET";
        return Text(configuration, Name, "") is not { Length: > 0 } address ? null
            : BucketSettings.Of(
                address, Text(configuration, Name + "_REGION", "us-east-1"), Text(configuration, Name + "_KEY", ""), Text(configuration, Name + "_SECRET", ""))
            ?? throw new StartupException($"{Name} must be the address of a store and a bucket, such as https://s3.example.com/files, and needs {Name}_KEY and {Name}_SECRET.");
    }

    private static NetworkList Networks(IConfiguration configuration, string name)
    {
        try
        {
            return new NetworkList(Text(configuration, name, ""));
        }
        catch (FormatException exception)
        {
            throw new StartupException($"{name}: {exception.Message}", exception);
        }
    }

    private static string ProviderAddress(IConfiguration configuration, string name, string fallback)
    {
        var value = Text(configuration, name, fallback).TrimEnd('/');
        return Uri.TryCreate(value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.Query.Length == 0
            ? value
            : throw new StartupException($"{name} must be an http or https address such as {fallback}, but is \"{value}\".");
    }

    private static byte[] ReadTokenKey(IConfiguration configuration, SecretFolder secrets)
    {
        const int KeyBytes = 32;
        var value = Text(configuration, "ONELINK_TOKEN_KEY", "") is { Length: > 0 } given ? given : secrets.FindOrCreate("token-key");
        try
        {
            return Convert.FromHexString(value) is { Length: KeyBytes } key ? key : throw new FormatException("of another length");
        }
        catch (FormatException exception)
        {
            throw new StartupException("ONELINK_TOKEN_KEY (or secrets/token-key) must be 64 hexadecimal digits, e.g. from: openssl rand -hex 32", exception);
        }
    }

    private static TrustedProxies ReadProxies(IConfiguration configuration)
    {
        try
        {
            return new TrustedProxies(Text(configuration, "ONELINK_TRUSTED_PROXIES", ""));
        }
        catch (FormatException exception)
        {
            throw new StartupException("ONELINK_TRUSTED_PROXIES: " + exception.Message, exception);
        }
    }

    private static ConfigurationOptions? ReadRedis(IConfiguration configuration)
    {
        const string Name = "ONELINK_REDIS";
        try
        {
            return Text(configuration, Name, "") is { Length: > 0 } address ? RedisAddress.Read(address) : null;
        }
        catch (FormatException exception)
        {
            throw new StartupException(
                $"{Name} must be redis://[:password@]host:port/db, or a connection string such as host1:6379,host2:6379,password=...: {exception.Message}.", exception);
        }
    }

    private static string? ReadCluster(IConfiguration configuration)
    {
        const string Name = "ONELINK_CLICKHOUSE_CLUSTER";
        try
        {
            return ClickHouseOptions.ParseCluster(configuration[Name]);
        }
        catch (FormatException exception)
        {
            throw new StartupException($"{Name}: {exception.Message}", exception);
        }
    }

    private static Uri FirstAddress(string addresses)
        => Uri.TryCreate(addresses.Split(',', 2)[0].Trim(), UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? url
            : throw new StartupException("ONELINK_CLICKHOUSE must be an absolute http or https URL, or several of them separated by commas.");

    private static string DatabasePath(IConfiguration configuration, string dataFolder)
    {
        var value = Text(configuration, "ONELINK_DATABASE", Path.Combine(dataFolder, "admin", "onelink.db"));
        return IsUrl(value) ? "" : Path.GetFullPath(value);
    }

    private static PostgresAddress? PostgresOf(IConfiguration configuration, string name)
        => Text(configuration, name, "") is var value && IsUrl(value) ? PostgresAddress.Read(name, value) : null;

    private static ReplicaSettings ReadReplicas(IConfiguration configuration)
    {
        const string Name = "ONELINK_DATABASE_REPLICA";
        var wait = TimeSpan.FromMilliseconds(Number(configuration, Name + "_WAIT", 100, 0, 10_000));
        var addresses = Text(configuration, Name, "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (addresses.Length > 0 && PostgresOf(configuration, "ONELINK_DATABASE") is null)
        {
            throw new StartupException($"{Name} names copies of a PostgreSQL, but ONELINK_DATABASE is a SQLite file: set it to the server that is copied, or unset {Name}.");
        }

        return Array.TrueForAll(addresses, PostgresAddress.IsOne)
            ? new ReplicaSettings([.. addresses.Select(address => PostgresAddress.Read(Name, address))], wait)
            : throw new StartupException($"{Name} must be like postgres://user:password@host:5432/database, or several of that separated by commas.");
    }

    private static bool IsUrl(string value) => value.Contains("://", StringComparison.Ordinal);
}
