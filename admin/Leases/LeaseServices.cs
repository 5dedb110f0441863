using OneLink.Admin.Hosting;

namespace OneLink.Admin.Leases;

internal static class LeaseServices
{
    public static void AddLeases(this IServiceCollection services, AdminSettings settings)
    {
        services.AddSingleton<LeaseNode>();
        if (settings.Postgres is null)
        {
            services.AddSingleton<ILeases, SoleLeases>();
            return;
        }

        services.AddSingleton<SharedLeases>();
        services.AddSingleton<ILeases>(provider => provider.GetRequiredService<SharedLeases>());
        services.AddHostedService(provider => provider.GetRequiredService<SharedLeases>());
    }
}
