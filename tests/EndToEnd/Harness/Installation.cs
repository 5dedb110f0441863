using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using OneLink.Client;
using OneLink.EndToEnd.Api;
using OneLink.EndToEnd.Visits;

namespace OneLink.EndToEnd.Harness;

/// <summary>
/// OneLink on one machine: the three processes with a data folder and ports of their own, as <c>./onelink up</c> starts
/// them. Tests kill what they want to see dead; what is missing is started again before the next test.
/// </summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "xunit disposes it through IAsyncLifetime.")]
public abstract class Installation : IAsyncLifetime
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _folder = Directory.CreateTempSubdirectory("onelink-e2e-").FullName;
    private readonly Reaper _reaper;
    private readonly Dictionary<string, string> _edgeVariables;
    private readonly Dictionary<string, string> _adminVariables;
    private readonly string _edgeBinary;
    private Credentials? _credentials;
    private LinksApi? _api;
    private OneLinkClient? _client;

    /// <param name="build">Which edge.</param>
    /// <param name="changeEdge">Changes the edge's variables; gets them and the port of ClickHouse.</param>
    /// <param name="changeAdmin">Changes the admin's.</param>
    private protected Installation(EdgeBuild build, Action<Dictionary<string, string>, int>? changeEdge = null, Action<Dictionary<string, string>>? changeAdmin = null)
    {
        _reaper = new Reaper(_folder);
        File.WriteAllText(SettingsFile, "");
        int edgePort = LoopbackPorts.Next(), adminPort = LoopbackPorts.Next(), clickHousePort = LoopbackPorts.Next();
        var environment = new Dictionary<string, string>
        {
            ["ONELINK_DATA"] = _folder,
            ["ONELINK_EDGE_PORT"] = Text(edgePort),
            ["ONELINK_ADMIN_PORT"] = Text(adminPort),
            ["ONELINK_CLICKHOUSE_PORT"] = Text(clickHousePort),

            // The clients here stand for a proxy: X-Forwarded-For tells the visitors apart.
            ["ONELINK_TRUSTED_PROXIES"] = "127.0.0.1/32",
            ["ONELINK_EDGE_MEMORY"] = "64m",
            ["ONELINK_SETTINGS_FILE"] = SettingsFile,

            // Who is told of events runs beside the tests.
            ["ONELINK_WEBHOOK_ALLOW"] = "127.0.0.1/32",
        };
        ClickHouse = new ProductProcess("onelink-clickhouse", Places.Binary("clickhouse", "onelink-clickhouse"), clickHousePort, environment, _reaper);
        _adminVariables = new Dictionary<string, string>(environment);
        changeAdmin?.Invoke(_adminVariables);
        Admin = new ProductProcess("onelink-admin", Places.Binary("admin", "onelink-admin"), adminPort, _adminVariables, _reaper);
        var ofEdge = new Dictionary<string, string>(environment);
        changeEdge?.Invoke(ofEdge, clickHousePort);
        _edgeBinary = Places.Binary(build.Folder, "onelink-edge");
        Edge = new ProductProcess("onelink-edge", _edgeBinary, edgePort, ofEdge, _reaper);
        _edgeVariables = ofEdge;
    }

    internal ProductProcess ClickHouse { get; }

    internal ProductProcess Admin { get; }

    internal ProductProcess Edge { get; }

    /// <summary>Settings of the edge that may change while it runs; empty at the start.</summary>
    internal string SettingsFile => Path.Combine(_folder, "edge.env");

    internal virtual IReadOnlyList<ProductProcess> Processes => [ClickHouse, Admin, Edge];

    /// <summary>Everything that is kept.</summary>
    private protected string Folder => _folder;

    internal Credentials Credentials => _credentials ?? throw new InvalidOperationException("The installation has not started.");

    internal LinksApi Api => _api ?? throw new InvalidOperationException("The installation has not started.");

    /// <summary>The API as other people's programs call it; <see cref="Api"/> is for what a client would not send.</summary>
    internal OneLinkClient Client => _client ?? throw new InvalidOperationException("The installation has not started.");

    /// <summary>The demo account's link domain.</summary>
    internal string Domain => Credentials.Domain;

    /// <summary>Starts everything for the first time.</summary>
    public virtual async Task InitializeAsync()
    {
        var secrets = Directory.CreateDirectory(Path.Combine(_folder, "secrets"), OwnerOnly | UnixFileMode.UserExecute).FullName;
        WriteSecret(Path.Combine(secrets, "edge-token"));
        WriteSecret(Path.Combine(secrets, "clickhouse-password"));
        await EnsureRunningAsync();

        // In the folder of the admin that has made the account.
        _credentials = Credentials.Read(Directory.GetFiles(_folder, "credentials.json", SearchOption.AllDirectories).Single());
        _api = new LinksApi(Admin.Address, Credentials.ApiKey, Credentials.ApiSecret);
        _client = new OneLinkClient(new OneLinkClientOptions { Address = Admin.Address, ApiKey = Credentials.ApiKey, ApiSecret = Credentials.ApiSecret });

        // Ready to take links and taps it is at once; its tables of clicks are made meanwhile.
        if (Processes.Contains(ClickHouse))
        {
            await Eventually.TrueAsync(async () => (await _api.GetAsync("/stats?groupBy=campaign")).Status == 200, Eventually.Patience, "statistics are there");
        }
    }

    /// <summary>Starts what does not run, all at once, and waits until everything is ready.</summary>
    internal async Task EnsureRunningAsync()
    {
        foreach (var process in Processes.Where(process => !process.IsRunning))
        {
            process.Start();
        }

        await Task.WhenAll(Processes.Select(process => process.UntilReadyAsync()));
    }

    /// <summary>Kills ClickHouse and removes all that it holds: a new, empty server behind the same address starts next.</summary>
    internal async Task LoseClickHouseAsync()
    {
        await ClickHouse.KillAsync();
        Directory.Delete(Path.Combine(_folder, "clickhouse"), recursive: true);
    }

    /// <summary>One visit on a connection of its own.</summary>
    internal async Task<VisitAnswer> VisitAsync(Visit visit)
    {
        using var connection = new KeepAliveConnection(Edge.EndPoint);
        return await connection.SendAsync(visit);
    }

    /// <summary>One visit by a person with Chrome on Windows, who gets a plain redirect.</summary>
    internal Task<VisitAnswer> VisitAsync(string slug, string query = "") => VisitAsync(new Visit(Slugs.PathOf(slug) + query));

    /// <summary>Makes a link and waits until the edge serves it.</summary>
    /// <param name="link">Anything that serializes to the JSON of a link.</param>
    internal async Task<Link> PublishAsync(object link)
    {
        var made = await Api.CreateAsync(link);
        await UntilServedAsync(made.Slug, HostOf(made));
        return made;
    }

    /// <summary>Waits until the edge answers a slug with anything but "not found". HEAD, because that is in no count.</summary>
    internal Task<TimeSpan> UntilServedAsync(string slug, string? host = null)
        => UntilStatusAsync(slug, status => status is not (404 or 503), "is served", host);

    /// <summary>Waits until the edge's status for a slug is as wished, and tells how long that took.</summary>
    internal Task<TimeSpan> UntilStatusAsync(string slug, Func<int, bool> isWished, string wish, string? host = null)
        => Eventually.TrueAsync(
            async () => isWished((await VisitAsync(new Visit(Slugs.PathOf(slug)) { Method = "HEAD", Host = host })).Status),
            Eventually.Patience,
            $"the edge's answer for {slug} {wish}");

    /// <summary>Ends everything and removes the data.</summary>
    public virtual async Task DisposeAsync()
    {
        // The edge first, so that it can still ship its clicks.
        foreach (var process in Processes.Reverse())
        {
            if (process.IsRunning)
            {
                await process.KillAsync();
            }

            process.Dispose();
        }

        _api?.Dispose();
        _client?.Dispose();
        _reaper.Dispose();
    }

    /// <summary>Another edge of this installation, with a store and a spool of its own in <paramref name="folder"/>, which commits before each answer.</summary>
    private protected ProductProcess AnotherEdge(EdgeBuild build, string folder, Action<Dictionary<string, string>>? change = null)
    {
        var port = LoopbackPorts.Next();
        var variables = new Dictionary<string, string>(_edgeVariables)
        {
            ["ONELINK_DATA"] = folder,
            ["ONELINK_EDGE_PORT"] = Text(port),
            ["ONELINK_EDGE_COMMIT_INTERVAL_MS"] = "0",
        };
        change?.Invoke(variables);
        return new ProductProcess("onelink-" + Path.GetFileName(folder), Places.Binary(build.Folder, "onelink-edge"), port, variables, _reaper);
    }

    /// <summary>Another admin of this installation, on the same database, with a data folder of its own.</summary>
    private protected ProductProcess AnotherAdmin(string folder, Action<Dictionary<string, string>> change)
    {
        var port = LoopbackPorts.Next();
        var variables = new Dictionary<string, string>(_adminVariables)
        {
            ["ONELINK_DATA"] = folder,
            ["ONELINK_ADMIN_PORT"] = Text(port),
        };
        change(variables);
        return new ProductProcess("onelink-" + Path.GetFileName(folder), Places.Binary("admin", "onelink-admin"), port, variables, _reaper);
    }

    /// <summary>A data folder beside the first one's, whose processes show the same secrets: a link leads there.</summary>
    private protected void ShareSecrets(string folder)
    {
        Directory.CreateDirectory(folder);
        File.CreateSymbolicLink(Path.Combine(folder, "secrets"), Path.Combine(_folder, "secrets"));
    }

    /// <summary>Runs a command of the edge's binary with the edge's own settings; returns its exit code and what it wrote.</summary>
    internal async Task<(int ExitCode, string Output)> RunEdgeAsync(params string[] arguments)
    {
        var (code, output, errors) = await RunAsync(_edgeBinary, arguments);
        return (code, output + errors);
    }

    /// <summary>Runs a command of the admin's binary with this installation's settings; returns its exit code and what it complained of.</summary>
    internal async Task<(int ExitCode, string Errors)> RunAdminAsync(params string[] arguments)
    {
        var (code, _, errors) = await RunAsync(Places.Binary("admin", "onelink-admin"), arguments);
        return (code, errors);
    }

    private async Task<(int ExitCode, string Output, string Errors)> RunAsync(string binary, string[] arguments)
    {
        var start = new ProcessStartInfo(binary, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (variable, value) in _edgeVariables)
        {
            start.Environment[variable] = value;
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await errors);
    }

    private string? HostOf(Link link) => link.Domain == Domain ? null : link.Domain;

    private static void WriteSecret(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly };
        using var writer = new StreamWriter(file, options);
        writer.WriteLine(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
