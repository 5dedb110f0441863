using System.Net.Http.Headers;
using Microsoft.AspNetCore.Connections;
using OneLink.Analytics.Client;
using OneLink.Analytics.Ingest;
using OneLink.Edge.Clicks;
using OneLink.Edge.Devices;
using OneLink.Edge.Domains;
using OneLink.Edge.FastLane;
using OneLink.Edge.Feed;
using OneLink.Edge.Redirects;
using OneLink.Edge.Spool;
using OneLink.Edge.Store;

namespace OneLink.Edge.Hosting;

internal static class EdgeServices
{
    /// <summary>
    /// Everything of the process. The host stops Kestrel and the feed (with a last checkpoint); the container then disposes
    /// in reverse order of creation: the shipper ships what is left, lanes and spool close, the store last.
    /// </summary>
    public static void AddEdge(this IServiceCollection services, EdgeOptions options)
    {
        DeviceClassifier.Prepare();
        string spoolFolder = Path.Combine(options.Folder, "spool");
        var storeOptions = new LinkStoreOptions { Folder = Path.Combine(options.Folder, "links"), MemoryBytes = options.MemoryBytes };

        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(_ => new LinkStore(storeOptions));
        services.AddSingleton(_ => new DomainTable(Path.Combine(options.Folder, "domains")));
        services.AddSingleton(_ => new UnreadableDocuments(Path.Combine(options.Folder, "unreadable")));
        services.AddSingleton<StoreReadiness>();
        services.AddSingleton<DailySalts>();
        services.AddSingleton(options.Proxies);

        services.AddSingleton(p => new ClickSpool(
            new SpoolOptions { Folder = spoolFolder, CommitInterval = options.CommitInterval },
            p.GetRequiredService<TimeProvider>(),
            p.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton(p => new ClickHouseClient(options.ClickHouse, p.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ClickBatchInserter>();
        services.AddSingleton(p => new ClickShipper(
            p.GetRequiredService<ClickSpool>(),
            p.GetRequiredService<ClickBatchInserter>(),
            new ShippingOptions(),
            spoolFolder,
            p.GetRequiredService<TimeProvider>(),
            p.GetRequiredService<ILogger<ClickShipper>>()));
        services.AddHostedService<ShippingHost>();

        services.AddSingleton(p => new RedirectLanes(
            options.Lanes + (options.FastLane ? Environment.ProcessorCount : 0), p.GetRequiredService<LinkStore>(), p.GetRequiredService<ClickSpool>()));
        services.AddSingleton<Redirector>();
        services.AddSingleton<RedirectEndpoint>();
        if (options.FastLane)
        {
            services.AddSingleton<FastLaneTransport>();
            services.AddSingleton<IConnectionListenerFactory>(static p => p.GetRequiredService<FastLaneTransport>());
        }

        services.AddSingleton(p => new FeedApplier(
            p.GetRequiredService<LinkStore>(),
            p.GetRequiredService<DomainTable>(),
            p.GetRequiredService<DailySalts>(),
            p.GetRequiredService<StoreReadiness>(),
            p.GetRequiredService<UnreadableDocuments>(),
            storeOptions.CheckpointInterval,
            p.GetRequiredService<TimeProvider>(),
            p.GetRequiredService<ILogger<FeedApplier>>()));
        services.AddHostedService(p => new FeedSubscriber(
            FeedClient(options),
            p.GetRequiredService<FeedApplier>(),
            p.GetRequiredService<StoreReadiness>(),
            p.GetRequiredService<TimeProvider>(),
            p.GetRequiredService<ILogger<FeedSubscriber>>()));
    }

    private static HttpClient FeedClient(EdgeOptions options) => new()
    {
        BaseAddress = options.Admin,
        // The stream lives for ever; silence on it is watched by the subscriber.
        Timeout = Timeout.InfiniteTimeSpan,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", options.Token) },
    };
}
