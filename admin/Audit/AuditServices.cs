namespace OneLink.Admin.Audit;

internal static class AuditServices
{
    public static void AddAudit(this IServiceCollection services)
    {
        services.AddSingleton<AuditLog>();
        services.AddSingleton<InstallationLog>();
        services.AddSingleton<AuditListing>();
        services.AddHostedService<AuditTrimmer>();
    }

    public static void MapAudit(this IEndpointRouteBuilder routes) => AuditEndpoints.Map(routes);
}
