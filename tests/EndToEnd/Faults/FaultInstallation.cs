using System.Globalization;
using OneLink.EndToEnd.Harness;
using OneLink.EndToEnd.Script;

namespace OneLink.EndToEnd.Faults;

/// <summary>
/// Two edges that reach one ClickHouse through a <see cref="FaultProxy"/>. The first has its spool on a small disk and a
/// clock that can be set, where this machine allows these.
/// </summary>
public sealed class FaultInstallation : Installation
{
    /// <summary>Room for the segments of all lanes and some more, filled in seconds.</summary>
    private const int DiskMebibytes = 32;

    private static readonly EdgeBuild Build = new("edge");
    private static readonly int ProxyPort = LoopbackPorts.Next();
    private static readonly SteppedClock? EdgeClock = SteppedClock.TryMake(Directory.CreateTempSubdirectory("onelink-clock-").FullName);

    private FaultProxy? _proxy;
    private SmallDisk? _disk;

    public FaultInstallation()
        : base(Build, ChangeEdge)
        => SecondEdge = AnotherEdge(Build, Path.Combine(Folder, "second"));

    internal ProductProcess SecondEdge { get; }

    internal FaultProxy Proxy => _proxy ?? throw new InvalidOperationException("The installation has not started.");

    /// <summary>Null where none can be mounted.</summary>
    internal SmallDisk? SpoolDisk => _disk;

    /// <summary>Null where there is no C compiler.</summary>
    internal static SteppedClock? Clock => EdgeClock;

    internal override IReadOnlyList<ProductProcess> Processes => [ClickHouse, Admin, Edge, SecondEdge];

    public override async Task InitializeAsync()
    {
        _proxy = new FaultProxy(ProxyPort, ClickHouse.EndPoint.Port);
        if (SmallDisk.IsPossible)
        {
            _disk = new SmallDisk(Path.Combine(Folder, "edge", "spool"), DiskMebibytes);
        }

        ShareSecrets(Path.Combine(Folder, "second"));
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        foreach (var edge in (ProductProcess[])[Edge, SecondEdge])
        {
            if (edge.IsRunning)
            {
                await edge.KillAsync();
            }
        }

        _disk?.Dispose();
        if (_proxy is not null)
        {
            await _proxy.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    /// <summary>A counter of an edge, of all its labels.</summary>
    internal static async Task<long> CounterAsync(ProductProcess edge, string name)
    {
        using var answer = await edge.GetAsync("/metrics");
        var text = await answer.Content.ReadAsStringAsync();
        return text.Split('\n')
            .Where(line => line.StartsWith(name, StringComparison.Ordinal) && line.Length > name.Length && line[name.Length] is ' ' or '{')
            .Sum(line => (long)double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
    }

    private static void ChangeEdge(Dictionary<string, string> variables, int clickHousePort)
    {
        variables["ONELINK_CLICKHOUSE"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{ProxyPort}?timeout=5");
        variables["ONELINK_ADMIN"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{variables["ONELINK_ADMIN_PORT"]}");
        variables["ONELINK_SPOOL_SEGMENT"] = "1m";
        variables["ONELINK_SPOOL_RESERVE"] = "1m";
        foreach (var (name, value) in EdgeClock?.Variables ?? new Dictionary<string, string>())
        {
            variables[name] = value;
        }
    }
}
