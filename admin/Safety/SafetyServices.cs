using OneLink.Admin.Hosting;

namespace OneLink.Admin.Safety;

internal static class SafetyServices
{
    public static void AddSafety(this IServiceCollection services, AdminSettings settings)
    {
        services.AddSingleton<DeniedHosts>();
        services.AddSingleton<DeniedHostList>();
        services.AddSingleton<DestinationGuard>();
        services.AddHostedService<DeniedHostsFile>();
        if (settings.Postgres is not null)
        {
            services.AddHostedService<DeniedHostsWatch>();
        }
    }

    public static void MapSafety(this IEndpointRouteBuilder routes) => DeniedHostEndpoints.Map(routes);
}
