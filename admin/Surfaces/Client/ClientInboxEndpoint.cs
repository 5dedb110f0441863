using Microsoft.AspNetCore.Http.HttpResults;

namespace OneLink.Admin.Surfaces.Client;

/// <summary>The inbox itself.</summary>
internal static class ClientInboxEndpoint
{
    public static void Map(IEndpointRouteBuilder inbox) => inbox.MapGet("", Show);

    internal static JsonHttpResult<ClientInboxResponse> Show(ClientCaller caller)
        => TypedResults.Json(ClientInboxResponse.Of(caller.Inbox), ClientJson.Relaxed.ClientInboxResponse);
}
