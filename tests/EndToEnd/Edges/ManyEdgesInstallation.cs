using System.Globalization;
using OneLink.EndToEnd.Faults;
using OneLink.EndToEnd.Harness;

namespace OneLink.EndToEnd.Edges;

/// <summary>One admin and five edges, which reach it through a <see cref="FaultProxy"/>. Four of them start when the test says so. No ClickHouse: nobody taps.</summary>
public sealed class ManyEdgesInstallation : Installation
{
    private const int Others = 4;

    private static readonly EdgeBuild Build = new("edge");
    private static readonly int ProxyPort = LoopbackPorts.Next();

    private readonly List<ProductProcess> _others = [];
    private FaultProxy? _proxy;

    public ManyEdgesInstallation()
        : base(Build, ChangeEdge)
    {
        for (var number = 2; number < 2 + Others; number++)
        {
            _others.Add(AnotherEdge(Build, FolderOf(number)));
        }
    }

    internal FaultProxy Proxy => _proxy ?? throw new InvalidOperationException("The installation has not started.");

    internal override IReadOnlyList<ProductProcess> Processes => [Admin, Edge];

    internal IReadOnlyList<ProductProcess> AllEdges => [Edge, .. _others];

    internal string EdgeToken => File.ReadAllText(Path.Combine(Folder, "secrets", "edge-token")).Trim();

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
        => variables["ONELINK_ADMIN"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{ProxyPort}");
}
