using OneLink.Admin.Domains.Verification;

namespace OneLink.Admin.Domains;

internal static class DomainServices
{
    public static void AddDomains(this IServiceCollection services)
    {
        services.AddSingleton<DomainRepository>();
        services.AddSingleton<InstallationHosts>();
        services.AddSingleton<ServedDomains>();
        services.AddSingleton<ITxtResolver>(_ => new DnsTxtResolver());
        services.AddSingleton<DomainVerifier>();
        services.AddHostedService(provider => provider.GetRequiredService<ServedDomains>());
        services.AddHostedService<InstallationHostsReader>();
    }

    public static void MapDomains(this IEndpointRouteBuilder routes)
    {
        DomainEndpoints.Map(routes);
        AskEndpoint.Map(routes);
    }
}
