namespace OneLink.Admin.Tests.Hosting;

/// <summary>One admin for the tests of a class that do not mind each other's links.</summary>
public sealed class AdminServerFixture : IAsyncLifetime
{
    internal AdminServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await AdminServer.StartAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();
}
