using OneLink.Admin.Hosting;
using OneLink.Admin.Jobs;
using OneLink.Admin.Leases;
using OneLink.Admin.Links.Bulk;
using OneLink.Admin.Links.Denied;
using OneLink.Admin.Links.Import;
using OneLink.Admin.Links.Indexable;
using OneLink.Admin.Links.List;
using OneLink.Admin.Links.Metadata;
using OneLink.Admin.Links.Qr;
using OneLink.Admin.Links.Search;
using OneLink.Admin.Links.Test;
using OneLink.Shared.Places;

namespace OneLink.Admin.Links;

internal static class LinkServices
{
    public static void AddLinks(this IServiceCollection services)
    {
        services.AddSingleton(provider => new LinkIdSequence(
            provider.GetRequiredService<TimeProvider>(), () => provider.GetRequiredService<LeaseNode>().Number));
        services.AddSingleton<LinkWriter>();
        services.AddSingleton<LinkStore>();
        services.AddSingleton(ListBudget.Default);
        services.AddSingleton<LinkListing>();
        services.AddSingleton<LinkSearch>();
        services.AddSingleton<WordsBackfill>();
        services.AddSingleton<BulkCreation>();
        services.AddSingleton<NdjsonCreation>();
        services.AddSingleton<BulkSelector>();
        services.AddSingleton<BulkChanges>();
        services.AddSingleton<IJobKind, LinkImport>();
        services.AddSingleton<LinkTester>();
        services.AddSingleton<PageFetcher>();
        services.AddSingleton<QrPictures>();
        services.AddSingleton(provider => new PlaceSource(
            provider.GetRequiredService<AdminSettings>().PlacesFile,
            provider.GetRequiredService<TimeProvider>(),
            new PlaceLog(provider.GetRequiredService<ILogger<PlaceSource>>()).Write));
        services.AddHostedService<LinkIdStarter>();
        services.AddHostedService(provider => provider.GetRequiredService<WordsBackfill>());
        services.AddHostedService<IndexablePublisher>();
        services.AddHostedService<DeniedLinks>();
    }

    public static void MapLinks(this IEndpointRouteBuilder routes) => LinkEndpoints.Map(routes);
}
