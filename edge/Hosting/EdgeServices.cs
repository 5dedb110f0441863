using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using OneLink.Analytics.Client;
using OneLink.Analytics.Ingest;
using OneLink.Edge.Clicks;
using OneLink.Edge.Domains;
using OneLink.Edge.FastLane;
using OneLink.Edge.Feed;
using OneLink.Edge.Handover;
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
    /// <summary>What this edge has of links with a limit.</summary>
    private const string LimitsFolder = "limits";

    /// <summary>
    /// Everything of the process. The host stops Kestrel and the feed (with a last checkpoint); the container then disposes
    /// in reverse order of creation: the shipper ships what is left, lanes and spool close, the store last.
    /// </summary>
    public static void AddEdge(this IServiceCollection services, EdgeOptions options, Succession succession)
    {
        DeviceClassifier.Prepare();
        var storeOptions = new LinkStoreOptions { Folder = Path.Combine(options.Folder, StoreFolder.Name), MemoryBytes = options.MemoryBytes };
        if (!succession.HasPredecessor)
        {
            StoreFolder.DeleteFormer(options.Folder);
        }

        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(succession);
        services.AddSingleton(_ => new ListeningSockets(succession.Inheritance.Sockets));
        services.AddSingleton(p => new LinkStore(storeOptions, p.GetRequiredService<ILogger<LinkStore>>()));
        services.AddSingleton(_ => new DomainTable(Path.Combine(options.Folder, "domains")));
        services.AddSingleton(_ => new InboxTable(Path.Combine(options.Folder, "inboxes")));
        services.AddSingleton(_ => new UnreadableDocuments(Path.Combine(options.Folder, "unreadable")));
        services.AddSingleton<StoreReadiness>();
        services.AddSingleton(_ =>
        {
            var salts = new DailySalts();
            salts.Set(succession.Inheritance.Salts);
            return salts;
        });
        services.AddSingleton(p => new StoreInspection(
            options.Token,
            p.GetRequiredService<LinkStore>(),
            p.GetRequiredService<DomainTable>(),
            p.GetRequiredService<InboxTable>(),
            p.GetRequiredService<StoreReadiness>()));
        services.AddSingleton(options.Proxies);
        services.AddSingleton(new ProxiesInForce(options.Proxies));
        services.AddSingleton(p => new Drain(succession, p.GetRequiredService<TimeProvider>()) { Delay = options.DrainDelay });
        services.AddSingleton(options.Privacy);

        services.AddSingleton(p => new ClickSpool(
            options.Spool,
            p.GetRequiredService<TimeProvider>(),
            p.GetRequiredService<ILoggerFactory>(),
            succession.HasPredecessor));
        services.AddSingleton(p => new ClickHouseClient(
            options.ClickHouse with { HostChanged = new HostChangeLog(p.GetRequiredService<ILogger<ClickHouseClient>>()).Write }, p.GetRequiredService<TimeProvider>()));
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
            options.Lanes + (options.FastLane ? FastLaneListener.Threads : 0), p.GetRequiredService<LinkStore>(), p.GetRequiredService<ClickSpool>()));
        services.AddSingleton(p => new ClickLimits(Path.Combine(options.Folder, LimitsFolder), p.GetRequiredService<ILogger<ClickLimits>>()));
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
        else
        {
            services.AddOptions<SocketTransportOptions>().Configure<ListeningSockets>(
                static (transport, sockets) => transport.CreateBoundListenSocket = address => sockets.Listen((IPEndPoint)address));
            services.AddSingleton<IConnectionListenerFactory, GatedTransport>();
        }

        services.AddSingleton(p => new FeedApplier(
            p.GetRequiredService<LinkStore>(),
            p.GetRequiredService<DomainTable>(),
            p.GetRequiredService<InboxTable>(),
            p.GetRequiredService<DailySalts>(),
            p.GetRequiredService<StoreReadiness>(),
            p.GetRequiredService<UnreadableDocuments>(),
            p.GetRequiredService<ClickLimits>(),
            storeOptions.CheckpointInterval,
            p.GetRequiredService<TimeProvider>(),
            p.GetRequiredService<ILogger<FeedApplier>>(),
            p.GetService<RelayStore>(),
            succession));
        services.AddSingleton(_ => EdgeInstance.Open(Path.Combine(options.Folder, "instance"), options.Name));
        if (options.Relay is { } relay)
        {
            services.AddRelay(relay, storeOptions with { Folder = Path.Combine(options.Folder, StoreFolder.RelayName) });
        }

        services.AddSingleton(new AdminAccess(options.Admin, options.Token));
        services.AddHostedService(p => new LimitExchange(
            p.GetRequiredService<AdminAccess>(),
            p.GetRequiredService<EdgeInstance>(),
            p.GetRequiredService<ClickLimits>(),
            new LeaseTerm(Path.Combine(options.Folder, LimitsFolder, "lease"), p.GetRequiredService<TimeProvider>()),
            succession,
            p.GetRequiredService<TimeProvider>(),
            p.GetRequiredService<ILogger<LimitExchange>>()));
        services.AddSingleton(p => new FeedSubscriber(
            p.GetRequiredService<AdminAccess>(),
            options.Accounts,
            p.GetRequiredService<FeedApplier>(),
            p.GetRequiredService<StoreReadiness>(),
            succession,
            p.GetRequiredService<TimeProvider>(),
            p.GetRequiredService<ILogger<FeedSubscriber>>()));
        services.AddHostedService(static p => p.GetRequiredService<FeedSubscriber>());
        services.AddHostedService(p => new FeedReporter(
            p.GetRequiredService<AdminAccess>(),
            p.GetRequiredService<EdgeInstance>(),
            p.GetRequiredService<StoreReadiness>(),
            p.GetRequiredService<ClickShipper>(),
            p.GetRequiredService<TimeProvider>(),
            p.GetService<RelayReports>()));
        services.AddHostedService<HandoverHost>();
        services.AddSingleton<SuccessorLaunch>();
    }
}
