using OneLink.Admin.Hosting;
using OneLink.Admin.Stats.Clicks;
using OneLink.Admin.Stats.Counts;
using OneLink.Admin.Stats.Feeds;
using OneLink.Admin.Stats.Live;
using OneLink.Admin.Stats.Mirror;
using OneLink.Admin.Stats.Rollup;
using OneLink.Analytics.Client;
using OneLink.Analytics.Queries;
using OneLink.Analytics.Schema;

namespace OneLink.Admin.Stats;

internal static class StatsServices
{
    public static void AddStats(this IServiceCollection services)
    {
        services.AddSingleton<HostChanges>();
        services.AddSingleton(provider => new ClickHouseClient(
            Options(provider.GetRequiredService<AdminSettings>()) with { HostChanged = provider.GetRequiredService<HostChanges>().Note },
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(new QueryLimits());
        services.AddSingleton<AccountRollupState>();
        services.AddSingleton<BusyScopes>();
        services.AddSingleton<BusyDayRoll>();
        services.AddSingleton<ClickStats>();
        services.AddSingleton<ClickContacts>();
        services.AddSingleton<ConversionStats>();
        services.AddSingleton<StatsFilterNames>();
        services.AddSingleton<StatsTurns>();
        services.AddSingleton<StatsAnswers>();
        services.AddSingleton<SchemaMigrator>();
        services.AddSingleton<StatsFeedRepository>();
        services.AddSingleton<ClickList>();
        services.AddSingleton<ClickListAnswers>();
        services.AddSingleton<LiveClicks>();
        services.AddSingleton<LiveFeed>();
        services.AddSingleton<LinkCounts>();
        services.AddSingleton<LinkCountStore>();
        services.AddSingleton<LinkMirrorTable>();
        services.AddSingleton<StatsProblems>();
        services.AddSingleton<AnalyticsState>();
        services.AddHostedService<AnalyticsStarter>();
        services.AddSingleton<AccountRollup>();
        services.AddHostedService<AccountRollupKeeper>();
        services.AddHostedService<BusyDayKeeper>();
        services.AddHostedService<LinkCountRefresher>();
        services.AddHostedService<LinkMirror>();
        services.AddHostedService(provider => provider.GetRequiredService<LiveFeed>());
    }

    public static void MapStats(this IEndpointRouteBuilder routes)
    {
        StatsEndpoints.Map(routes);
        ClickListEndpoints.Map(routes);
        LiveEndpoints.Map(routes);
        StatsFeedEndpoints.Map(routes);
    }

    private static ClickHouseOptions Options(AdminSettings settings)
    {
        try
        {
            return ClickHouseOptions.Parse(settings.ClickHouseAddresses) with
            {
                User = settings.ClickHouseUser,
                Password = settings.ClickHousePassword,
                Cluster = settings.ClickHouseCluster,
                Cause = static () => CurrentRequest.Id,
            };
        }
        catch (FormatException exception)
        {
            throw new StartupException("ONELINK_CLICKHOUSE: " + exception.Message, exception);
        }
    }
}
