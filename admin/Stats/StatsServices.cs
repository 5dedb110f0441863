using OneLink.Admin.Hosting;
using OneLink.Analytics.Client;
using OneLink.Analytics.Queries;
using OneLink.Analytics.Schema;

namespace OneLink.Admin.Stats;

internal static class StatsServices
{
    public static void AddStats(this IServiceCollection services)
    {
        services.AddSingleton(provider => new ClickHouseClient(
            Options(provider.GetRequiredService<AdminSettings>()), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(new QueryLimits());
        services.AddSingleton<ClickStats>();
        services.AddSingleton<SchemaMigrator>();
        services.AddSingleton<StatsProblems>();
        services.AddSingleton<AnalyticsState>();
        services.AddHostedService<AnalyticsStarter>();
    }

    public static void MapStats(this IEndpointRouteBuilder routes) => StatsEndpoints.Map(routes);

    private static ClickHouseOptions Options(AdminSettings settings)
    {
        try
        {
            return ClickHouseOptions.Parse(settings.ClickHouseUrl.AbsoluteUri) with
            {
                User = settings.ClickHouseUser,
                Password = settings.ClickHousePassword,
            };
        }
        catch (FormatException exception)
        {
            throw new StartupException("ONELINK_CLICKHOUSE: " + exception.Message, exception);
        }
    }
}
