using OneLink.Analytics.Client;
using OneLink.Analytics.Schema;
using OneLink.Analytics.Tests.Embedded;

namespace OneLink.Edge.Tests.Spool;

/// <summary>Two ClickHouse hosts that know nothing of each other; each test has a database of its own in both.</summary>
public sealed class TwoHosts : IAsyncLifetime
{
    private readonly TestData _firstData = new();
    private readonly TestData _secondData = new();
    private HostProcess? _first;
    private HostProcess? _second;

    internal HostProcess First => _first ?? throw new InvalidOperationException("Not started.");

    internal HostProcess Second => _second ?? throw new InvalidOperationException("Not started.");

    public async Task InitializeAsync()
    {
        HostProcess[] hosts = await Task.WhenAll(HostProcess.StartAsync(_firstData.Path), HostProcess.StartAsync(_secondData.Path));
        (_first, _second) = (hosts[0], hosts[1]);
    }

    public async Task DisposeAsync()
    {
        await First.DisposeAsync();
        await Second.DisposeAsync();
        _firstData.Dispose();
        _secondData.Dispose();
    }

    /// <summary>Starts the first host again, behind the same address and with what it has on disk.</summary>
    internal async Task StartFirstAsync() => _first = await HostProcess.StartAsync(_firstData.Path, First.Port);

    /// <summary>The product's schema in a new database of both.</summary>
    internal async Task<string> NewDatabaseAsync()
    {
        string database = "hosts_" + Guid.NewGuid().ToString("N");
        foreach (HostProcess host in (HostProcess[])[First, Second])
        {
            using ClickHouseClient client = host.Client(database);
            await new SchemaMigrator(client, TimeProvider.System).ApplyAsync(CancellationToken.None);
        }

        return database;
    }
}
