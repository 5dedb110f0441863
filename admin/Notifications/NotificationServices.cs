using OneLink.Admin.Events;

namespace OneLink.Admin.Notifications;

internal static class NotificationServices
{
    public static void AddNotifications(this IServiceCollection services)
    {
        services.AddSingleton<NotificationRepository>();
        services.AddSingleton<NotificationSettingsRepository>();
        services.AddSingleton<NotificationAudience>();
        services.AddSingleton<IEventConsumer, NotificationPlanner>();
    }
}
