using OneLink.Edge.Store;

namespace OneLink.Edge.Relay;

internal static class RelayServices
{
    /// <summary>What an edge needs that others follow. Its store takes as much memory again, and has every link's document.</summary>
    public static void AddRelay(this IServiceCollection services, RelayOptions options, LinkStoreOptions store)
    {
        services.AddSingleton(options);
        services.AddSingleton(p => new RelayStore(store, p.GetRequiredService<ILogger<LinkStore>>()));
        services.AddSingleton<RelayFeed>();
        services.AddSingleton<RelayReports>();
        services.AddSingleton<RelayLimits>();
        services.AddSingleton<RelayEndpoints>();
        services.AddHostedService<RelayHost>();
    }
}
