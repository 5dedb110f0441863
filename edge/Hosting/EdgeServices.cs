using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Connections;
using OneLink.Analytics.Client;
using OneLink.Analytics.Ingest;
using OneLink.Edge.Clicks;
using OneLink.Edge.Domains;
using OneLink.Edge.FastLane;
using OneLink.Edge.Feed;
using OneLink.Edge.Health;
using OneLink.Edge.Inboxes;
using OneLink.Edge.Limits;
using OneLink.Edge.Passwords;
using OneLink.Edge.Redirects;
using OneLink.Edge.Relay;
using OneLink.Edge.Spool;
using OneLink.Edge.Store;
using OneLink.Shared.Devices;
using OneLink.Shared.Places;

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
        var storeOptions = new LinkStoreOptions { Folder = StoreFolder.Prepare(options.Folder), MemoryBytes = options.MemoryBytes };

        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(p => new LinkStore(storeOptions, p.GetRequiredService<ILogger<LinkStore>>()));
        services.AddSingleton(_ => new DomainTable(Path.Combine(options.Folder, "domains")));
        services.AddSingleton(_ => new InboxTable(Path.Combine(options.Folder, "inboxes")));
        services.AddSingleton(_ => new UnreadableDocuments(Path.Combine(options.Folder, "unreadable")));
        services.AddSingleton<StoreReadiness>();
        services.AddSingleton<DailySalts>();
        services.AddSingleton(p => new StoreInspection(
            options.Token,
            p.GetRequiredService<LinkStore>(),
            p.GetRequiredService<DomainTable>(),
            p.GetRequiredService<InboxTable>(),
            p.GetRequiredService<StoreReadiness>()));
        services.AddSingleton(options.Proxies);
        services.AddSingleton(options.Privacy);

        services.AddSingleton(p => new ClickSpool(
            options.Spool,
            p.GetRequiredService<TimeProvider>(),
            p.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton(p => new ClickHouseClient(options.ClickHouse, p.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ClickBatchInserter>();
        services.AddSingleton(p => new ClickShipper(
            p.GetRequiredService<ClickSpool>(),
            p.GetRequiredService<ClickBatchInserter>(),
            new ShippingOptions(),
            options.SpoolFolder,
            new AsideFolder(options.SpoolFolder, options.Spool.AsideBudgetBytes),
            p.GetRequiredService<TimeProvider>(),
            p.GetRequiredService<ILogger<ClickShipper>>()));
        services.AddHostedService<ShippingHost>();

        services.AddSingleton(p => new RedirectLanes(
            options.Lanes + (options.FastLane ? Environment.ProcessorCount : 0), p.GetRequiredService<LinkStore>(), p.GetRequiredService<ClickSpool>()));
        services.AddSingleton(p => new ClickLimits(Path.Combine(options.Folder, "limits"), p.GetRequiredService<ILogger<ClickLimits>>()));
        services.AddSingleton(p => new PlaceSource(
            options.PlacesFile, p.GetRequiredService<TimeProvider>(), new PlaceLog(p.GetRequiredService<ILogger<PlaceSource>>()).Write));
        services.AddSingleton<PasswordAttempts>();
        services.AddSingleton<PasswordCheck>();
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
            p.GetRequiredService<InboxTable>(),
            p.GetRequiredService<DailySalts>(),
            p.GetRequiredService<StoreReadiness>(),
            p.GetRequiredService<UnreadableDocuments>(),
            storeOptions.CheckpointInterval,
            p.GetRequiredService<TimeProvider>(),
            p.GetRequiredService<ILogger<FeedApplier>>(),
            p.GetService<RelayStore>()));
        services.AddSingleton(_ => EdgeInstance.Open(Path.Combine(options.Folder, "instance"), options.Name));
        if (options.Relay is { } relay)
        {
            services.AddRelay(relay, storeOptions with { Folder = Path.Combine(options.Folder, StoreFolder.RelayName) });
        }

        HttpClient admin = FeedClient(options);
        services.AddHostedService(p => new FeedSubscriber(
            admin,
            options.Accounts,
            p.GetRequiredService<FeedApplier>(),
            p.GetRequiredService<StoreReadiness>(),
            p.GetRequiredService<TimeProvider>(),
            p.GetRequiredService<ILogger<FeedSubscriber>>()));
        services.AddHostedService(p => new FeedReporter(
            admin,
            p.GetRequiredService<EdgeInstance>(),
            p.GetRequiredService<StoreReadiness>(),
            p.GetRequiredService<ClickShipper>(),
            p.GetRequiredService<TimeProvider>(),
            p.GetService<RelayReports>()));
    }

    private static HttpClient FeedClient(EdgeOptions options) => new(new SocketsHttpHandler
    {
        // Snapshots; the stream of changes is never compressed.
        AutomaticDecompression = DecompressionMethods.Brotli | DecompressionMethods.GZip,
    })
    {
        BaseAddress = options.Admin,
        // The stream lives for ever; silence on it is watched by the subscriber.
        Timeout = Timeout.InfiniteTimeSpan,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", options.Token) },
    };
}
