namespace OneLink.Admin.Messages;

internal static class MessageServices
{
    public static void AddMessages(this IServiceCollection services)
    {
        services.AddSingleton<MessageSearch>();
        services.AddSingleton<MessageRepository>();
        services.AddSingleton<MessageComposer>();
        services.AddSingleton<MessageChanges>();
        services.AddSingleton<MessageListing>();
        services.AddSingleton<MessageHistory>();
    }
}
