using OneLink.Analytics.Queries;

namespace OneLink.Admin.Conversions;

internal static class ConversionServices
{
    public static void AddConversions(this IServiceCollection services)
    {
        services.AddSingleton<ConversionSignal>();
        services.AddSingleton<ConversionStore>();
        services.AddSingleton<ConversionTable>();
        services.AddSingleton<ClicksById>();
        services.AddHostedService<ConversionShipper>();
    }

    public static void MapConversions(this IEndpointRouteBuilder routes) => ConversionEndpoints.Map(routes);
}
