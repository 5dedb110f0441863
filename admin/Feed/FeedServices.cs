using OneLink.Admin.Feed.FanOut;

namespace OneLink.Admin.Feed;

internal static class FeedServices
{
    public static void AddFeed(this IServiceCollection services)
    {
        services.AddSingleton(FeedRetention.Default);
        services.AddSingleton<ChangeSignal>();
        services.AddSingleton<ChangeLog>();
        services.AddSingleton<SharedChanges>();
        services.AddSingleton<ChangeLogReader>();
        services.AddSingleton<ChangeLogTrimmer>();
        services.AddSingleton<VisitorSaltStore>();
        services.AddSingleton<FeedMetrics>();
        services.AddSingleton<FeedStream>();
        services.AddSingleton<FeedSnapshot>();
        services.AddSingleton<FeedDocuments>();
        services.AddHostedService<FeedUpkeep>();
        services.AddHostedService<ChangeFanOut>();
    }

    public static void MapFeed(this IEndpointRouteBuilder routes)
    {
        // Made now, so that no edge at all shows as 0 and not as a missing metric.
        routes.ServiceProvider.GetRequiredService<FeedMetrics>();
        FeedEndpoints.Map(routes);
    }
}
