namespace OneLink.Admin.Domains;

internal static class DomainServices
{
    public static void AddDomains(this IServiceCollection services) => services.AddSingleton<DomainRepository>();

    public static void MapDomains(this IEndpointRouteBuilder routes) => DomainEndpoints.Map(routes);
}
