using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using OneLink.EndToEnd.Edges;
using OneLink.EndToEnd.Faults;
using OneLink.EndToEnd.Harness;

namespace OneLink.EndToEnd.Cluster;

/// <summary>
/// Two admins on a PostgreSQL and a Redis of their own, five edges, two of them behind the first, and the embedded ClickHouse.
/// Each admin reaches PostgreSQL and Redis through proxies of its own; programs and edges reach the admins in turns, whether
/// these are well or not.
/// </summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "xunit disposes it through IAsyncLifetime.")]
public sealed class ClusterInstallation : ManyEdgesInstallation
{
    /// <summary>The shortest there may be.</summary>
    private const int LeaseSeconds = 3;

    private readonly AdminPorts[] _ports;
    private readonly List<FaultProxy> _proxies = [];
    private PostgresServer? _postgres;
    private RedisServer? _redis;
    private FaultProxy? _balancer;

    public ClusterInstallation()
        : this([new AdminPorts(), new AdminPorts()])
    {
    }

    private ClusterInstallation(AdminPorts[] ports)
        : base(new FleetAddresses(), variables => ChangeAdmin(variables, ports[0]))
    {
        _ports = ports;
        SecondAdmin = AnotherAdmin(Path.Combine(Folder, "admin-2"), variables =>
        {
            variables["ONELINK_DATABASE"] = PostgresServer.AddressAt(ports[1].Postgres);
            variables["ONELINK_REDIS"] = RedisServer.AddressAt(ports[1].Redis);
        });
    }

    /// <summary>Longer than an admin that stands still keeps its leases.</summary>
    internal static TimeSpan LongerThanALease { get; } = TimeSpan.FromSeconds(LeaseSeconds + 1);

    internal ProductProcess SecondAdmin { get; }

    internal PostgresServer Postgres => _postgres ?? throw NotStarted();

    internal RedisServer Redis => _redis ?? throw NotStarted();

    /// <summary>Where programs call the API.</summary>
    internal Uri BalancedAddress => new(FormattableString.Invariant($"http://127.0.0.1:{(_balancer ?? throw NotStarted()).Port}"));

    /// <summary>Between each admin and PostgreSQL.</summary>
    internal IReadOnlyList<FaultProxy> PostgresProxies => [_proxies[0], _proxies[2]];

    /// <summary>Between each admin and Redis.</summary>
    internal IReadOnlyList<FaultProxy> RedisProxies => [_proxies[1], _proxies[3]];

    internal override IReadOnlyList<ProductProcess> Processes => [ClickHouse, .. Admins, .. AllEdges];

    private protected override IReadOnlyList<ProductProcess> Admins => [Admin, SecondAdmin];

    public override async Task InitializeAsync()
    {
        _postgres = await PostgresServer.StartAsync();
        _redis = await RedisServer.StartAsync();
        foreach (var ports in _ports)
        {
            _proxies.Add(new FaultProxy(ports.Postgres, _postgres.Port));
            _proxies.Add(new FaultProxy(ports.Redis, _redis.Port));
        }

        _balancer = new FaultProxy(LoopbackPorts.Next(), [.. Admins.Select(admin => admin.EndPoint.Port)]);
        ShareSecrets(Path.Combine(Folder, "admin-2"));
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        foreach (var proxy in (FaultProxy?[])[_balancer, .. _proxies])
        {
            await (proxy?.DisposeAsync() ?? ValueTask.CompletedTask);
        }

        _redis?.Dispose();
        _postgres?.Dispose();
    }

    private static void ChangeAdmin(Dictionary<string, string> variables, AdminPorts ports)
    {
        variables["ONELINK_DATABASE"] = PostgresServer.AddressAt(ports.Postgres);
        variables["ONELINK_REDIS"] = RedisServer.AddressAt(ports.Redis);
        variables["ONELINK_LEASE_SECONDS"] = FormattableString.Invariant($"{LeaseSeconds}");
        variables["ONELINK_TOKEN_KEY"] = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        variables["ONELINK_RATE_LIMIT"] = "1000000";
    }

    private static InvalidOperationException NotStarted() => new("The installation has not started.");

    /// <summary>Where an admin finds what it shares with the other.</summary>
    private sealed class AdminPorts
    {
        public int Postgres { get; } = LoopbackPorts.Next();

        public int Redis { get; } = LoopbackPorts.Next();
    }
}
