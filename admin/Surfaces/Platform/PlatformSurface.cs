using OneLink.Admin.Surfaces.Access;

namespace OneLink.Admin.Surfaces.Platform;

/// <summary>The Platform API: programs that make accounts and people, and look after those.</summary>
internal static class PlatformSurface
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var platform = routes.MapGroup("/platform/api/v1").AdmittedBy(routes.ServiceProvider.GetRequiredService<PlatformGate>());
        PlatformAccountEndpoints.Map(platform.MapGroup("/accounts"));
        AccountUserEndpoints.Map(platform.MapGroup($"/accounts/{{{PlatformGate.AccountIdName}}}/account_users"));
        PlatformUserEndpoints.Map(platform.MapGroup("/users"));
        PlatformBotEndpoints.Map(platform.MapGroup("/agent_bots"));
    }
}
