using Microsoft.AspNetCore.Http.HttpResults;

namespace OneLink.Admin.Surfaces.Client;

/// <summary>The inbox itself.</summary>
internal static class ClientInboxEndpoint
{
    /// <summary>Every page view of a site that shows the widget asks; what changes is seen a minute later.</summary>
    private const string WidgetCaching = "private, max-age=60";

    public static void Map(IEndpointRouteBuilder inbox)
    {
        inbox.MapGet("", Show);
        inbox.MapGet("/widget", ShowWidget);
    }

    internal static JsonHttpResult<ClientInboxResponse> Show(ClientCaller caller)
        => TypedResults.Json(ClientInboxResponse.Of(caller.Inbox), ClientJson.Relaxed.ClientInboxResponse);

    internal static JsonHttpResult<ClientWidgetResponse> ShowWidget(HttpContext context, ClientCaller caller, TimeProvider clock)
    {
        context.Response.Headers.CacheControl = WidgetCaching;
        return TypedResults.Json(ClientWidgetResponse.Of(caller.Inbox, clock.GetUtcNow()), ClientJson.Relaxed.ClientWidgetResponse);
    }
}
