using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using OneLink.Edge.Handover;
using OneLink.Edge.Hosting;

namespace OneLink.Edge.Relay;

/// <summary>Listens for the edges that follow this one, apart from the taps: on a port of its own, with Kestrel's whole stack.</summary>
internal sealed class RelayHost(RelayOptions options, RelayEndpoints endpoints, ListeningSockets sockets) : IHostedService, IAsyncDisposable
{
    private WebApplication? _app;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(EdgeHost.HostSettings);
        builder.Logging.AddEdgeLogging();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(options.Listen);
        });
        builder.Services.Configure<SocketTransportOptions>(transport => transport.CreateBoundListenSocket = address => sockets.Listen((IPEndPoint)address));
        _app = builder.Build();
        CancellationToken stopping = _app.Lifetime.ApplicationStopping;
        _app.Run(context => endpoints.HandleAsync(context, stopping));
        await _app.StartAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => _app?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }
}
