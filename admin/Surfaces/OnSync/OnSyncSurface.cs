using OneLink.Admin.Access;
using OneLink.Admin.Surfaces.Access;
using OneLink.Admin.Surfaces.OnSync.Contacts;
using OneLink.Admin.Surfaces.OnSync.Errors;
using OneLink.Admin.Surfaces.OnSync.Keys;
using OneLink.Admin.Surfaces.OnSync.Messages;
using OneLink.Admin.Surfaces.OnSync.Webhooks;

namespace OneLink.Admin.Surfaces.OnSync;

/// <summary>The OnSync API: programs that bring contacts and read and send messages (docs/onsync.md).</summary>
internal static class OnSyncSurface
{
    private static readonly PathString Root = "/v1";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var surface = routes.MapGroup(Root.Value!).AdmittedBy(routes.ServiceProvider.GetRequiredService<OnSyncGate>());
        MeEndpoint.Map(surface);
        ContactEndpoints.Map(surface.MapGroup("/contacts"));
        MessageEndpoints.Map(surface);
        SendEndpoint.Map(surface);

        // Who asks for what is not there has asked all the same, and is counted.
        surface.MapFallback("{**path}", static () => new OnSyncErrorResult(OnSyncError.NotFound("There is nothing at this address.")));

        WebhookEndpoints.Map(routes.MapGroup(Root + "/webhooks").AdmittedBy(routes.ServiceProvider.GetRequiredService<WebhookGate>()));
        KeyEndpoints.Map(routes.MapGroup(Root + "/keys").AdmittedBy(routes.ServiceProvider.GetRequiredService<OnSyncKeyGate>()));
    }

    public static bool Contains(PathString path) => path.StartsWithSegments(Root, StringComparison.Ordinal);

    /// <summary>Asks for a key with a scope: 403 naming it without.</summary>
    public static TBuilder RequireOnSyncScope<TBuilder>(this TBuilder endpoints, string scope)
        where TBuilder : IEndpointConventionBuilder
        => endpoints.WithMetadata(new RequiredScope(scope));
}
