using System.Globalization;
using OneLink.EndToEnd.Faults;
using OneLink.EndToEnd.Harness;

namespace OneLink.EndToEnd.Edges;

/// <summary>
/// One admin and five edges. Three reach it through a <see cref="FaultProxy"/>; the last two follow the first one. Four of them
/// start when the test says so. No ClickHouse: nobody taps.
/// </summary>
public sealed class ManyEdgesInstallation : Installation
{
    private const int Others = 4;

    /// <summary>Number of the first one that follows the relay.</summary>
    private const int FirstBehind = 4;

    private static readonly EdgeBuild Build = new("edge");
    private static readonly int ProxyPort = LoopbackPorts.Next();
    private static readonly int RelayPort = LoopbackPorts.Next();
    private static readonly string RelayToken = Guid.NewGuid().ToString("N");

    private readonly List<ProductProcess> _others = [];
    private FaultProxy? _proxy;

    public ManyEdgesInstallation()
        : base(Build, ChangeEdge)
    {
        for (var number = 2; number < 2 + Others; number++)
        {
            var isBehind = number >= FirstBehind;
            _others.Add(AnotherEdge(Build, FolderOf(number), variables =>
            {
                variables.Remove("ONELINK_EDGE_RELAY_PORT");
                if (isBehind)
                {
                    variables["ONELINK_ADMIN"] = AddressOf(RelayPort);
                    variables["ONELINK_EDGE_TOKEN"] = RelayToken;
                }
            }));
        }
    }

    internal FaultProxy Proxy => _proxy ?? throw new InvalidOperationException("The installation has not started.");

    internal override IReadOnlyList<ProductProcess> Processes => [Admin, Edge];

    internal IReadOnlyList<ProductProcess> AllEdges => [Edge, .. _others];

    /// <summary>What an edge shows, and so what shows it that one may ask it for its digest.</summary>
    internal string TokenOf(ProductProcess edge)
        => _others.IndexOf(edge) + 2 >= FirstBehind ? RelayToken : File.ReadAllText(Path.Combine(Folder, "secrets", "edge-token")).Trim();

    public override async Task InitializeAsync()
    {
        _proxy = new FaultProxy(ProxyPort, Admin.EndPoint.Port);
        for (var number = 2; number < 2 + Others; number++)
        {
            // All show the same token; a link leads each to the first one's secrets.
            Directory.CreateDirectory(FolderOf(number));
            File.CreateSymbolicLink(Path.Combine(FolderOf(number), "secrets"), Path.Combine(Folder, "secrets"));
        }

        await base.InitializeAsync();
    }

    /// <summary>Starts the edges that do not run, all at once, and waits until each has links.</summary>
    internal async Task StartEdgesAsync()
    {
        foreach (var edge in AllEdges.Where(edge => !edge.IsRunning))
        {
            edge.Start();
        }

        await Task.WhenAll(AllEdges.Select(edge => edge.UntilReadyAsync()));
    }

    public override async Task DisposeAsync()
    {
        foreach (var edge in _others)
        {
            if (edge.IsRunning)
            {
                await edge.KillAsync();
            }

            edge.Dispose();
        }

        if (_proxy is not null)
        {
            await _proxy.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    private string FolderOf(int number) => Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"edge-{number}"));

    private static void ChangeEdge(Dictionary<string, string> variables, int clickHousePort)
    {
        variables["ONELINK_ADMIN"] = AddressOf(ProxyPort);
        variables["ONELINK_EDGE_RELAY_PORT"] = RelayPort.ToString(CultureInfo.InvariantCulture);
        variables["ONELINK_EDGE_RELAY_TOKEN"] = RelayToken;
    }

    private static string AddressOf(int port) => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
}
