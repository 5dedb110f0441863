namespace OneLink.Admin.Realtime;

internal static class RealtimeServices
{
    public static void AddRealtime(this IServiceCollection services)
    {
        services.AddSingleton<RealtimeHub>();
        services.AddSingleton<ContactPlaces>();
        services.AddSingleton<PerformerJson>();
        services.AddSingleton<PresenceBroadcasts>();
        services.AddSingleton<IBroadcastSource, ContactBroadcasts>();
        services.AddHostedService<BroadcastFeed>();
    }
}
