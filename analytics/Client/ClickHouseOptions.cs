using System.Globalization;

namespace OneLink.Analytics.Client;

/// <summary>Where ClickHouse is and how to speak to it. The same for the embedded engine, a server and a cluster.</summary>
public sealed record ClickHouseOptions
{
    /// <summary>HTTP addresses that hold the same data; the first is asked while it answers, else the next that does. At least one.</summary>
    public required IReadOnlyList<Uri> Endpoints { get; init; }

    /// <summary>User name; empty for the server's <c>default</c> user.</summary>
    public string User { get; init; } = "";

    /// <summary>Password; sent in a header, never in an address.</summary>
    public string Password { get; init; } = "";

    /// <summary>Database in which unqualified names are resolved.</summary>
    public string Database { get; init; } = "default";

    /// <summary>Longest wait for the answer of one attempt, and the default <c>max_execution_time</c> of queries.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Gzip on both directions. Off by default: on one machine it costs more processor time than the loopback saves.
    /// </summary>
    public bool Compression { get; init; }

    /// <summary>
    /// For what a query is asked, such as a request's id: its <c>query_id</c> begins with that, in ClickHouse's log and in
    /// <c>system.query_log</c>. Printable ASCII without blanks; null for nothing in particular.
    /// </summary>
    public Func<string?>? Cause { get; init; }

    /// <summary>
    /// Name of the cluster, as the servers' configuration has it, whose hosts the addresses are. Tables are then made on all
    /// of its hosts (<see cref="ClusterStatements"/>), and a batch's token is known to all: an insert without an answer may
    /// be sent to another host. Null for one server, or several of which nothing is known but that they hold the same.
    /// </summary>
    public string? Cluster { get; init; }

    /// <summary>Told when another host answers than before, on the thread of a request.</summary>
    public Action<HostChange>? HostChanged { get; init; }

    /// <summary>
    /// Reads <c>http://user:password@host:8123/database?compression=1&amp;timeout=30</c>, or several of these separated by
    /// commas. User, password, database and options are taken from the first address that has them; timeout is in seconds.
    /// </summary>
    /// <exception cref="FormatException">The text is no list of HTTP addresses. The message never repeats the password.</exception>
    public static ClickHouseOptions Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var addresses = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (addresses.Length == 0)
        {
            throw new FormatException("No ClickHouse address given; expected http://user:password@host:8123.");
        }

        var endpoints = new List<Uri>(addresses.Length);
        var options = new ClickHouseOptions { Endpoints = endpoints };
        // From the last to the first, so that what the first address says stands.
        foreach (var address in Enumerable.Reverse(addresses))
        {
            if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps))
            {
                throw new FormatException("A ClickHouse address must look like http://user:password@host:8123 or https://….");
            }

            endpoints.Insert(0, new Uri(uri.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped) + "/"));
            options = WithPartsOf(uri, options);
        }

        return options;
    }

    /// <summary>Reads a cluster's name; null where there is none.</summary>
    /// <exception cref="FormatException">It has other characters than letters, digits, underscores, hyphens and dots.</exception>
    public static string? ParseCluster(string? text)
        => string.IsNullOrEmpty(text) ? null
            : text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.') ? text
            : throw new FormatException($"A cluster's name has letters, digits, underscores, hyphens and dots; '{text}' has others.");

    private static ClickHouseOptions WithPartsOf(Uri uri, ClickHouseOptions options)
    {
        if (uri.UserInfo.Length > 0)
        {
            var parts = uri.UserInfo.Split(':', 2);
            options = options with
            {
                User = Uri.UnescapeDataString(parts[0]),
                Password = parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "",
            };
        }

        var database = Uri.UnescapeDataString(uri.AbsolutePath.Trim('/'));
        if (database.Length > 0)
        {
            options = options with { Database = database };
        }

        foreach (var pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            var value = parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "";
            options = parts[0] switch
            {
                "database" => options with { Database = value },
                "compression" => options with { Compression = value is "1" or "true" },
                "timeout" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0
                    => options with { Timeout = TimeSpan.FromSeconds(seconds) },
                _ => throw new FormatException($"Unknown option '{parts[0]}' in a ClickHouse address; known are database, compression and timeout."),
            };
        }

        return options;
    }

    /// <summary>Addresses, user and database; never the password.</summary>
    public override string ToString() => $"{string.Join(',', Endpoints)} user={User} database={Database}";
}
