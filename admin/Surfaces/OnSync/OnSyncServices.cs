using OneLink.Admin.Surfaces.OnSync.Contacts;
using OneLink.Admin.Surfaces.OnSync.Errors;
using OneLink.Admin.Surfaces.OnSync.Messages;
using OneLink.Admin.Surfaces.OnSync.Webhooks;
using OneLink.Admin.Webhooks;

namespace OneLink.Admin.Surfaces.OnSync;

internal static class OnSyncServices
{
    public static void AddOnSync(this IServiceCollection services)
    {
        services.AddSingleton<OnSyncGate>();
        services.AddSingleton<OnSyncKeyGate>();
        services.AddSingleton<WebhookGate>();
        services.AddSingleton<ContactView>();
        services.AddSingleton<MessageView>();
        services.AddSingleton<SentBefore>();
        services.AddSingleton<IWebhookNotices, ContactNotices>();
        services.AddSingleton<IWebhookNotices, MessageNotices>();
        services.AddSingleton<IWebhookNotices, ConversationNotices>();
        services.AddSingleton<IWebhookNotices, LinkNotices>();
        services.AddExceptionHandler<OnSyncExceptionHandler>();
    }

    /// <summary>Answers in this API's shape what no endpoint has answered.</summary>
    public static void UseOnSync(this WebApplication app)
        => app.UseWhen(
            static context => OnSyncSurface.Contains(context.Request.Path),
            static surface => surface.UseStatusCodePages(
                static pages => new OnSyncErrorResult(OnSyncError.OfStatus(pages.HttpContext.Response.StatusCode)).ExecuteAsync(pages.HttpContext)));
}
