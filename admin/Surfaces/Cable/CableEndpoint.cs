using OneLink.Admin.Realtime;
using OneLink.Admin.Surfaces.Errors;

namespace OneLink.Admin.Surfaces.Cable;

/// <summary>
/// <c>/cable</c>: realtime events over ActionCable's protocol. Every subscription brings a token of its own and no cookie
/// counts, so any page may connect; whether it may listen to a contact is up to the contact's inbox.
/// </summary>
internal static class CableEndpoint
{
    /// <summary>A peer that answers no ping of the WebSocket protocol for so long is gone.</summary>
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(30);

    public static void AddCable(this IServiceCollection services)
    {
        services.AddSingleton<RoomChannel>();
        services.AddSingleton<CableConnections>();
        services.AddSingleton<IBroadcastSource, ConversationBroadcasts>();
        services.AddSingleton<IBroadcastSource, MessageBroadcasts>();
        services.AddSingleton<IBroadcastSource, NotificationBroadcasts>();
        services.AddSingleton<IBroadcastSource, LinkClickBroadcasts>();
        services.AddHostedService<TypingBroadcasts>();
        services.AddHostedService(static provider => provider.GetRequiredService<CableConnections>());
        services.Configure<WebSocketOptions>(static options => (options.KeepAliveInterval, options.KeepAliveTimeout) = (KeepAlive, KeepAlive));
    }

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/cable", AcceptAsync);

    internal static async Task AcceptAsync(
        HttpContext context, CableConnections connections, RoomChannel room, RealtimeHub hub, PresenceBroadcasts presence, TimeProvider clock, IHostApplicationLifetime lifetime)
    {
        var sockets = context.WebSockets;
        if (!sockets.IsWebSocketRequest)
        {
            await new ApiErrorResult(ApiError.Framework(StatusCodes.Status404NotFound)).ExecuteAsync(context);
            return;
        }

        // A client that names no protocol gets none, and the same frames.
        var protocol = sockets.WebSocketRequestedProtocols.Contains(CableFrames.Protocol, StringComparer.Ordinal) ? CableFrames.Protocol : null;
        using var socket = await sockets.AcceptWebSocketAsync(protocol);
        await connections.ServeAsync(new CableConnection(socket, context.Request.Headers.Origin.ToString(), room, hub, presence, clock), lifetime.ApplicationStopping);
    }
}
