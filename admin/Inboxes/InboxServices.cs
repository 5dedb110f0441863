using OneLink.Admin.Inboxes.Openings;

namespace OneLink.Admin.Inboxes;

internal static class InboxServices
{
    public static void AddInboxes(this IServiceCollection services)
    {
        services.AddSingleton<InboxRepository>();
        services.AddSingleton<InboxChanges>();
        services.AddSingleton<InboxMembers>();
        services.AddSingleton<InboxRemovalSignal>();
        services.AddHostedService<InboxRemoval>();
        services.AddSingleton<InboxOpenings>();
        services.AddHostedService<OpeningWatch>();
    }
}
