using OneLink.Analytics.Client;

namespace OneLink.Analytics.Tests.Embedded;

/// <summary>One host for the tests of a class; each test has a database of its own in it.</summary>
public sealed class SharedHost : IAsyncLifetime
{
    private readonly TestData _data = new();
    private HostProcess? _host;
    private int _databases;

    internal HostProcess Process => _host ?? throw new InvalidOperationException("Not started.");

    public async Task InitializeAsync() => _host = await HostProcess.StartAsync(_data.Path);

    public async Task DisposeAsync()
    {
        await Process.DisposeAsync();
        _data.Dispose();
    }

    /// <summary>A client whose database is new and empty.</summary>
    internal async Task<ClickHouseClient> NewDatabaseAsync()
    {
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        using var client = Process.Client();
        await client.ExecuteAsync($"CREATE DATABASE {name}", CancellationToken.None);
        return Process.Client(name);
    }
}
