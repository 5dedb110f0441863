namespace OneLink.Admin.Tests.Database.Replicas;

/// <summary>A PostgreSQL and a copy of it, kept by streaming replication.</summary>
public sealed class ReplicatedPostgres : IAsyncLifetime
{
    internal PostgresServer Primary { get; private set; } = null!;

    internal PostgresServer Replica { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Primary = await PostgresServer.StartAsync();
        Replica = await Primary.StartReplicaAsync();
    }

    public async Task DisposeAsync()
    {
        await Replica.DisposeAsync();
        await Primary.DisposeAsync();
    }
}
