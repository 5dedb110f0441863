using OneLink.Admin.Database;

namespace OneLink.Admin.Events;

internal static class EventServices
{
    public static void AddEvents(this IServiceCollection services)
    {
        services.AddSingleton<EventSignal>();
        services.AddSingleton<EventBell>();
        services.AddSingleton<ICommitBell>(provider => provider.GetRequiredService<EventBell>());
        services.AddSingleton<EventLog>();
        services.AddSingleton<EventReader>();
        services.AddSingleton<EventPositions>();
        services.AddHostedService<EventPump>();
        services.AddHostedService(provider => provider.GetRequiredService<EventBell>());
        services.AddHostedService<EventTrimmer>();
    }
}
