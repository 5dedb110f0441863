using System.Globalization;
using OneLink.EndToEnd.Faults;
using OneLink.EndToEnd.Harness;

namespace OneLink.EndToEnd.Edges;

/// <summary>
/// One admin and five edges. Three reach it through a <see cref="FaultProxy"/>, the second one of them through one of its own; the
/// last two follow the first one. Four of them start when a test says so. No ClickHouse: clicks stay where they are recorded.
/// </summary>
public class ManyEdgesInstallation : Installation
{
    private const int Others = 4;

    /// <summary>Number of the first one that follows the relay.</summary>
    private const int FirstBehind = 4;

    /// <summary>Number of the one that can be cut off alone.</summary>
    private const int CutOff = 2;

    private static readonly EdgeBuild Build = new("edge");

    private readonly FleetAddresses _addresses;
    private readonly List<ProductProcess> _others = [];
    private FaultProxy? _proxy;
    private FaultProxy? _secondProxy;

    public ManyEdgesInstallation()
        : this(new FleetAddresses())
    {
    }

    private protected ManyEdgesInstallation(FleetAddresses addresses, Action<Dictionary<string, string>>? changeAdmin = null)
        : base(Build, (variables, _) => addresses.Change(variables), changeAdmin)
    {
        _addresses = addresses;
        for (var i = 2; i < 2 + Others; i++)
        {
            var (number, isBehind) = (i, i >= FirstBehind);
            _others.Add(AnotherEdge(Build, FolderOf(number), variables =>
            {
                variables.Remove("ONELINK_EDGE_RELAY_PORT");
                if (number == CutOff)
                {
                    addresses.ChangeCutOff(variables);
                }
                else if (isBehind)
                {
                    addresses.ChangeBehind(variables);
                }
            }));
        }
    }

    /// <summary>Before the admins, for the edges that follow them.</summary>
    internal FaultProxy Proxy => _proxy ?? throw new InvalidOperationException("The installation has not started.");

    /// <summary>Between the admin and the second edge.</summary>
    internal FaultProxy SecondProxy => _secondProxy ?? throw new InvalidOperationException("The installation has not started.");

    internal override IReadOnlyList<ProductProcess> Processes => [Admin, Edge];

    internal IReadOnlyList<ProductProcess> AllEdges => [Edge, .. _others];

    /// <summary>Those that edges are led to in turns.</summary>
    private protected virtual IReadOnlyList<ProductProcess> Admins => [Admin];

    public override async Task InitializeAsync()
    {
        _proxy = new FaultProxy(_addresses.ProxyPort, [.. Admins.Select(admin => admin.EndPoint.Port)]);
        _secondProxy = new FaultProxy(_addresses.SecondProxyPort, [.. Admins.Select(admin => admin.EndPoint.Port)]);
        for (var number = 2; number < 2 + Others; number++)
        {
            ShareSecrets(FolderOf(number));
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

    /// <summary>What an edge says of its links.</summary>
    internal Task<EdgeDigest> DigestAsync(ProductProcess edge)
        => EdgeDigest.ReadAsync(edge, _others.IndexOf(edge) + 2 >= FirstBehind ? _addresses.RelayToken : File.ReadAllText(Path.Combine(Folder, "secrets", "edge-token")).Trim());

    public override async Task DisposeAsync()
    {
        foreach (var edge in _others.Except(Processes))
        {
            if (edge.IsRunning)
            {
                await edge.KillAsync();
            }

            edge.Dispose();
        }

        foreach (var proxy in (FaultProxy?[])[_proxy, _secondProxy])
        {
            await (proxy?.DisposeAsync() ?? ValueTask.CompletedTask);
        }

        await base.DisposeAsync();
    }

    private string FolderOf(int number) => Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"edge-{number}"));
}
