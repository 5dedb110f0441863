namespace OneLink.Admin.Inboxes;

internal static class InboxServices
{
    public static void AddInboxes(this IServiceCollection services) => services.AddSingleton<InboxRepository>();
}
