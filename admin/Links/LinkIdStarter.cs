namespace OneLink.Admin.Links;

/// <summary>Lets new ids begin above the stored ones before the first request.</summary>
internal sealed class LinkIdStarter(LinkStore links, LinkIdSequence ids) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken) => ids.StartAbove(await links.LastIdAsync(cancellationToken));

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
