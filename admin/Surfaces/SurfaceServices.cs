using OneLink.Admin.Events;
using OneLink.Admin.Surfaces.Access;
using OneLink.Admin.Surfaces.Application;
using OneLink.Admin.Surfaces.Application.AgentBots;
using OneLink.Admin.Surfaces.Application.Contacts;
using OneLink.Admin.Surfaces.Application.Conversations;
using OneLink.Admin.Surfaces.Application.Messages;
using OneLink.Admin.Surfaces.Application.Notifications;
using OneLink.Admin.Surfaces.Application.Push;
using OneLink.Admin.Surfaces.Application.Search;
using OneLink.Admin.Surfaces.Application.Teams;
using OneLink.Admin.Surfaces.Application.Webhooks;
using OneLink.Admin.Surfaces.Cable;
using OneLink.Admin.Surfaces.Channels;
using OneLink.Admin.Surfaces.Client;
using OneLink.Admin.Surfaces.Errors;
using OneLink.Admin.Surfaces.OneTalk;
using OneLink.Admin.Surfaces.OnSync;
using OneLink.Admin.Surfaces.Platform;
using OneLink.Admin.Webhooks;

namespace OneLink.Admin.Surfaces;

/// <summary>The Application, Client, Platform, OnSync and OneTalk APIs: faces of one model (docs/decisions/0008-messaging-model.md).</summary>
internal static class SurfaceServices
{
    public static void AddSurfaces(this IServiceCollection services)
    {
        services.AddSingleton<ApplicationGate>();
        services.AddSingleton<ProfileView>();
        services.AddSingleton<AgentView>();
        services.AddSingleton<AgentBotView>();
        services.AddSingleton<ContactView>();
        services.AddSingleton<ConversationDoor>();
        services.AddSingleton<ConversationPlaces>();
        services.AddSingleton<ConversationQueries>();
        services.AddSingleton<ConversationView>();
        services.AddSingleton<SearchView>();
        services.AddSingleton<SearchDesk>();
        services.AddSingleton<TeamView>();
        services.AddSingleton<SenderView>();
        services.AddSingleton<MessageView>();
        services.AddSingleton<NotificationView>();
        services.AddSingleton<ConversationPush>();
        services.AddSingleton<IWebhookNotices, ContactWebhooks>();
        services.AddSingleton<IWebhookNotices, ConversationWebhooks>();
        services.AddSingleton<IWebhookNotices, MessageWebhooks>();
        services.AddSingleton<IEventConsumer, AutomationCalls>();
        services.AddSingleton<IGivenUpDeliveries, FailedMessages>();
        services.AddSingleton<MessageListView>();
        services.AddSingleton<MessageUploads>();
        services.AddSingleton<MessageParameters>();
        services.AddSingleton<AvatarUploads>();
        services.AddSingleton<ClientGate>();
        services.AddSingleton<ClientDoor>();
        services.AddSingleton<SurveyGate>();
        services.AddSingleton<ClientConversationView>();
        services.AddSingleton<PlatformGate>();
        services.AddOneTalk();
        services.AddOnSync();
        services.AddCable();
        services.AddSingleton<PlatformUserView>();

        // Before the one that answers everything else.
        services.AddExceptionHandler<SurfaceExceptionHandler>();
    }

    /// <summary>Answers failures of these surfaces in their own shapes, and lets requests in.</summary>
    public static void UseSurfaces(this WebApplication app)
    {
        app.UseWhen(
            static context => SurfacePaths.Contains(context.Request.Path),
            static surfaces => surfaces.UseStatusCodePages(static pages => new ApiErrorResult(ApiError.Framework(StatusOf(pages.HttpContext))).ExecuteAsync(pages.HttpContext)));
        app.Use(ClientCors.AnswerAsync);
        app.UseOnSync();
        app.Use(SurfaceAccess.AdmitAsync);
        app.UseWebSockets();
    }

    public static void MapSurfaces(this IEndpointRouteBuilder routes)
    {
        // The description in docs/api/openapi.json is of the links API.
        var surfaces = routes.MapGroup("").ExcludeFromDescription();
        ApplicationSurface.Map(surfaces);
        CableEndpoint.Map(surfaces);
        PlatformSurface.Map(surfaces);
        ClientSurface.Map(surfaces);
        OnSyncSurface.Map(surfaces);
        OneTalkSurface.Map(surfaces);
        ChannelWebhookEndpoints.Map(surfaces);
    }

    /// <summary>A path that is there for another method is no route either, as upstream answers it.</summary>
    private static int StatusOf(HttpContext context)
        => context.Response.StatusCode == StatusCodes.Status405MethodNotAllowed ? StatusCodes.Status404NotFound : context.Response.StatusCode;
}
