using System.Globalization;
using System.Net;
using OneLink.Analytics.Client;
using OneLink.Edge.Clicks;
using OneLink.Edge.Relay;
using OneLink.Edge.Spool;
using OneLink.Shared.Feed;
using OneLink.Shared.Networks;

namespace OneLink.Edge.Hosting;

/// <summary>The settings of the process (docs/operations/running.md), read at start; some of them again while it runs (<see cref="Settings.SettingsReload"/>).</summary>
internal sealed record EdgeOptions
{
    /// <summary>Folder of store, spool and domain table.</summary>
    public required string Folder { get; init; }

    public string SpoolFolder => Path.Combine(Folder, "spool");

    public required IPEndPoint Listen { get; init; }

    /// <summary>Base address of the admin that serves the feed.</summary>
    public required Uri Admin { get; init; }

    /// <summary>Bearer token of this edge for the feed.</summary>
    public required string Token { get; init; }

    /// <summary>The accounts whose links this edge carries.</summary>
    public FeedScope Accounts { get; init; } = FeedScope.All;

    /// <summary>What people call this edge; the machine's name where nothing is set.</summary>
    public string Name { get; init; } = Environment.MachineName;

    /// <summary>How other edges follow this one; null where none may.</summary>
    public RelayOptions? Relay { get; init; }

    public required ClickHouseOptions ClickHouse { get; init; }

    public required TrustedProxies Proxies { get; init; }

    /// <summary>A MaxMind DB of countries; empty for none.</summary>
    public string PlacesFile { get; init; } = "";

    public required ClickPrivacy Privacy { get; init; }

    /// <summary>Budget of the link store in bytes.</summary>
    public long MemoryBytes { get; init; }

    /// <summary>Sizes, budgets and commit interval of the click spool.</summary>
    public required SpoolOptions Spool { get; init; }

    /// <summary>From the wish that the edge ends until it begins to.</summary>
    public TimeSpan DrainDelay { get; init; }

    /// <summary>The least that is logged.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    /// <summary>With the fast lane's threads, as many as the shipping state has room for, of two streams each.</summary>
    private const int MaxLanes = 32;

    /// <summary>Requests that Kestrel's stack decides at the same time; each thread of the fast lane has a lane of its own beside them.</summary>
    public int Lanes { get; init; }

    /// <summary>Whether trusted proxies begin each connection with the PROXY protocol; then all of them are Kestrel's.</summary>
    public bool ProxyProtocol { get; init; }

    /// <summary>Whether redirects are answered before Kestrel's own stack; it does the same, slower.</summary>
    public bool FastLane { get; init; }

    /// <summary>Reads the environment.</summary>
    /// <exception cref="FormatException">A value cannot be used; the message names the variable and what it takes.</exception>
    /// <exception cref="IOException">The data folder cannot be made.</exception>
    public static EdgeOptions FromEnvironment(Func<string, string?> variable)
    {
        string data = Path.GetFullPath(variable("ONELINK_DATA") ?? ".onelink");
        string folder = Path.Combine(data, "edge");
        Directory.CreateDirectory(folder);
        int adminPort = Number(variable, "ONELINK_ADMIN_PORT", 8080, 1, ushort.MaxValue);
        int clickHousePort = Number(variable, "ONELINK_CLICKHOUSE_PORT", 8123, 1, ushort.MaxValue);
        ClickHouseOptions clickHouse = ClickHouseOptions.Parse(variable("ONELINK_CLICKHOUSE") ?? $"http://127.0.0.1:{clickHousePort}");
        clickHouse = clickHouse with { Cluster = ReadCluster(variable) };
        if (clickHouse.User.Length == 0)
        {
            clickHouse = clickHouse with
            {
                User = variable("ONELINK_CLICKHOUSE_USER") ?? "onelink",
                Password = Secret(variable, data, "ONELINK_CLICKHOUSE_PASSWORD", "clickhouse-password"),
            };
        }

        SpoolOptions spool = ReadSpool(variable, folder);
        bool proxyProtocol = Switch(variable, "ONELINK_PROXY_PROTOCOL", otherwise: false);
        return new EdgeOptions
        {
            Folder = folder,
            Listen = new IPEndPoint(Address(variable), Number(variable, "ONELINK_EDGE_PORT", 8081, 1, ushort.MaxValue)),
            Admin = Url(variable, "ONELINK_ADMIN", $"http://127.0.0.1:{adminPort}"),
            Token = Secret(variable, data, "ONELINK_EDGE_TOKEN", "edge-token"),
            Accounts = FeedScope.TryParse(variable("ONELINK_EDGE_ACCOUNTS"), out FeedScope? accounts)
                ? accounts
                : throw new FormatException("ONELINK_EDGE_ACCOUNTS takes ids of accounts separated by commas, such as 1,5"),
            Name = variable("ONELINK_EDGE_NAME") is { Length: > 0 } name ? name : Environment.MachineName,
            Relay = ReadRelay(variable, data),
            ClickHouse = clickHouse,
            PlacesFile = variable("ONELINK_GEO_DATABASE") ?? "",
            Proxies = Networks(variable, "ONELINK_TRUSTED_PROXIES", networks => new TrustedProxies(networks) { CountryHeaderName = HeaderName(variable, "ONELINK_COUNTRY_HEADER") }),
            Privacy = new ClickPrivacy
            {
                Signals = Choice(variable, "ONELINK_PRIVACY_SIGNALS", PrivacySignals.Ignore),
                OptOut = Networks(variable, "ONELINK_OPT_OUT_NETWORKS", static networks => new NetworkList(networks)),
                Addresses = Choice(variable, "ONELINK_CLICK_ADDRESSES", KeptAddresses.None),
            },
            DrainDelay = TimeSpan.FromSeconds(Number(variable, "ONELINK_DRAIN_SECONDS", 0, 0, 600)),
            LogLevel = Choice(variable, "ONELINK_LOG_LEVEL", LogLevel.Information),
            MemoryBytes = ByteSize.Parse("ONELINK_EDGE_MEMORY", variable("ONELINK_EDGE_MEMORY") ?? "1g"),
            Spool = spool,
            ProxyProtocol = proxyProtocol,
            // The fast lane never waits: where an answer must wait for its click to be on the device, Kestrel answers.
            FastLane = OperatingSystem.IsLinux() && !proxyProtocol && spool.CommitInterval > TimeSpan.Zero && Switch(variable, "ONELINK_EDGE_FAST_LANE", otherwise: true),
            Lanes = Number(variable, "ONELINK_EDGE_LANES", Math.Min(Environment.ProcessorCount + 1, MaxLanes), 1, MaxLanes),
        };
    }

    private static string? ReadCluster(Func<string, string?> variable)
    {
        const string Cluster = "ONELINK_CLICKHOUSE_CLUSTER";
        try
        {
            return ClickHouseOptions.ParseCluster(variable(Cluster));
        }
        catch (FormatException e)
        {
            throw new FormatException(Cluster + ": " + e.Message, e);
        }
    }

    private static RelayOptions? ReadRelay(Func<string, string?> variable, string data)
    {
        const string Port = "ONELINK_EDGE_RELAY_PORT";
        const string TokenName = "ONELINK_EDGE_RELAY_TOKEN";
        if (string.IsNullOrEmpty(variable(Port)))
        {
            return null;
        }

        string token = Secret(variable, data, TokenName, "relay-token");
        return token.Length > 0
            ? new RelayOptions(new IPEndPoint(Address(variable), Number(variable, Port, 0, 1, ushort.MaxValue)), token)
            : throw new FormatException($"{TokenName} must be set with {Port}: what the edges that follow this one show");
    }

    private static SpoolOptions ReadSpool(Func<string, string?> variable, string folder)
    {
        var spool = new SpoolOptions { Folder = Path.Combine(folder, "spool") };
        return spool with
        {
            CommitInterval = TimeSpan.FromMilliseconds(Number(variable, "ONELINK_EDGE_COMMIT_INTERVAL_MS", 50, 0, 60_000)),
            SegmentBytes = (int)Math.Clamp(Size("ONELINK_SPOOL_SEGMENT", spool.SegmentBytes, 1), SpoolOptions.MinSegmentBytes, SpoolOptions.MaxSegmentBytes),
            PeopleBudgetBytes = Size("ONELINK_SPOOL_PEOPLE", spool.PeopleBudgetBytes, 1),
            OthersBudgetBytes = Size("ONELINK_SPOOL_OTHERS", spool.OthersBudgetBytes, 1),
            AsideBudgetBytes = Size("ONELINK_SPOOL_ASIDE", spool.AsideBudgetBytes, 1),
            ReserveBytes = Size("ONELINK_SPOOL_RESERVE", spool.ReserveBytes, 0),
        };

        long Size(string name, long otherwise, int smallestMebibytes)
            => variable(name) is { Length: > 0 } text ? ByteSize.Parse(name, text, smallestMebibytes) : otherwise;
    }

    private static bool Switch(Func<string, string?> variable, string name, bool otherwise) => variable(name) switch
    {
        null or "" => otherwise,
        "on" => true,
        "off" => false,
        var text => throw new FormatException($"{name} takes on or off, not '{text}'"),
    };

    private static IPAddress Address(Func<string, string?> variable)
        => IPAddress.TryParse(variable("ONELINK_LISTEN") ?? "127.0.0.1", out IPAddress? address)
            ? address
            : throw new FormatException("ONELINK_LISTEN takes an IP address, such as 0.0.0.0");

    private static Uri Url(Func<string, string?> variable, string name, string otherwise)
        => Uri.TryCreate((variable(name) ?? otherwise).TrimEnd('/') + "/", UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https"
            ? url
            : throw new FormatException($"{name} takes an http(s) address, such as {otherwise}");

    private static T Networks<T>(Func<string, string?> variable, string name, Func<string, T> parse)
    {
        try
        {
            return parse(variable(name) ?? "");
        }
        catch (FormatException e)
        {
            throw new FormatException(name + ": " + e.Message, e);
        }
    }

    private static T Choice<T>(Func<string, string?> variable, string name, T otherwise)
        where T : struct, Enum
        => variable(name) is not { Length: > 0 } text
            ? otherwise
            : Enum.GetNames<T>().FirstOrDefault(choice => choice.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } found
                ? Enum.Parse<T>(found)
                : throw new FormatException($"{name} takes {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}, not '{text}'");

    /// <summary>RFC 9110 §5.6.2.</summary>
    private static string HeaderName(Func<string, string?> variable, string name)
        => variable(name) is not { Length: > 0 } text ? ""
            : text.All(static c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal)) ? text
            : throw new FormatException($"{name} takes the name of a header, such as CF-IPCountry, not '{text}'");

    private static int Number(Func<string, string?> variable, string name, int otherwise, int min, int max)
    {
        string? text = variable(name);
        return string.IsNullOrEmpty(text)
            ? otherwise
            : int.TryParse(text, CultureInfo.InvariantCulture, out int value) && value >= min && value <= max
                ? value
                : throw new FormatException($"{name} takes a number from {min} to {max}, not '{text}'");
    }

    /// <summary>A secret from the environment, else from its file below the data folder; empty where there is neither.</summary>
    private static string Secret(Func<string, string?> variable, string data, string name, string file)
    {
        if (variable(name) is { Length: > 0 } value)
        {
            return value;
        }

        string path = Path.Combine(data, "secrets", file);
        return File.Exists(path) ? File.ReadAllText(path).Trim() : "";
    }
}
