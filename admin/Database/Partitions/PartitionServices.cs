using OneLink.Admin.Hosting;

namespace OneLink.Admin.Database.Partitions;

internal static class PartitionServices
{
    public static void AddLogPartitions(this IServiceCollection services, AdminSettings settings)
    {
        if (settings.Postgres is null)
        {
            services.AddSingleton<ILogPartitions, WholeLogs>();
            return;
        }

        services.AddSingleton<ILogPartitions, PostgresLogPartitions>();
        services.AddHostedService<PartitionUpkeep>();
    }
}
