using OneLink.Admin.Surfaces.Access;

namespace OneLink.Admin.SuperAdmin;

/// <summary>The console for those who run the installation (docs/operations/console.md).</summary>
internal static class SuperAdminServices
{
    private const string Root = "/super_admin/api";

    public static void AddSuperAdmin(this IServiceCollection services)
    {
        services.AddSingleton<SuperAdminGate>();
        services.AddSingleton<SuperAdminChanges>();
        services.AddSingleton<AccountDirectory>();
        services.AddSingleton<AccountNames>();
        services.AddSingleton<UserDirectory>();
        services.AddSingleton<PlatformAppDirectory>();
        services.AddSingleton<AccessTokenDirectory>();
        services.AddSingleton<JobDesk>();
        services.AddSingleton<AuditTrail>();
        services.AddSingleton<RequestDeliveries>();
        services.AddSingleton<RequestLog>();
    }

    public static void MapSuperAdmin(this IEndpointRouteBuilder routes)
    {
        // The description in docs/api/openapi.json is of what programs use, and no program can use this.
        var console = routes.MapGroup(Root).ExcludeFromDescription().AdmittedBy(routes.ServiceProvider.GetRequiredService<SuperAdminGate>());
        ConfirmationEndpoint.Map(console);
        AccountEndpoints.Map(console);
        UserEndpoints.Map(console);
        PlatformAppEndpoints.Map(console);
        AccessTokenEndpoints.Map(console);
        EdgeEndpoints.Map(console);
        JobEndpoints.Map(console);
        AuditTrailEndpoints.Map(console);
        RequestEndpoints.Map(console);
    }
}
