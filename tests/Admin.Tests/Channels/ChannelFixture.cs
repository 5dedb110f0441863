using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Channels;

/// <summary>An admin whose providers are one stand-in.</summary>
public sealed class ChannelFixture : IAsyncLifetime
{
    internal AdminServer Server { get; private set; } = null!;

    internal ProviderStandIn Provider { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Provider = await ProviderStandIn.StartAsync();
        Server = await AdminServer.StartAsync(settings: Provider.Settings);
    }

    public async Task DisposeAsync()
    {
        await Server.DisposeAsync();
        await Provider.DisposeAsync();
    }
}
