namespace OneLink.Admin.Health;

internal static class HealthServices
{
    public static void AddHealth(this IServiceCollection services)
    {
        services.AddSingleton<Readiness>();
        services.AddSingleton<MetricsRegistry>();
        services.AddHostedService(provider => provider.GetRequiredService<MetricsRegistry>());
    }

    public static void MapHealth(this IEndpointRouteBuilder routes) => HealthEndpoints.Map(routes);
}
