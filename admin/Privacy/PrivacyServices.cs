namespace OneLink.Admin.Privacy;

internal static class PrivacyServices
{
    public static void AddPrivacy(this IServiceCollection services)
    {
        services.AddSingleton<PrivacyStore>();
        services.AddSingleton<ClickEraser>();
        services.AddHostedService<ErasureWorker>();
    }

    public static void MapPrivacy(this IEndpointRouteBuilder routes) => PrivacyEndpoints.Map(routes);
}
