namespace OneLink.Admin.Presence;

internal static class PresenceServices
{
    public static void AddPresence(this IServiceCollection services)
    {
        services.AddSingleton<PresenceTracker>();
        services.AddHostedService<SharedPresence>();
    }
}
