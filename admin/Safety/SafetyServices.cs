namespace OneLink.Admin.Safety;

internal static class SafetyServices
{
    public static void AddSafety(this IServiceCollection services)
    {
        services.AddSingleton<DeniedHosts>();
        services.AddSingleton<DeniedHostList>();
        services.AddSingleton<DestinationGuard>();
        services.AddHostedService<DeniedHostsFile>();
    }

    public static void MapSafety(this IEndpointRouteBuilder routes) => DeniedHostEndpoints.Map(routes);
}
