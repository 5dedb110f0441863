namespace OneLink.Admin.Tests.Stats;

/// <summary>One admin with ClickHouse for the tests of a class; each has a link of its own in it.</summary>
public sealed class StatsServerFixture : IAsyncLifetime
{
    internal StatsServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await StatsServer.StartAsync(withClickHouse: true);

    public async Task DisposeAsync() => await Server.DisposeAsync();
}
