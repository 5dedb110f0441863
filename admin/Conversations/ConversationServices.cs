namespace OneLink.Admin.Conversations;

internal static class ConversationServices
{
    public static void AddConversations(this IServiceCollection services)
    {
        services.AddSingleton<ConversationRepository>();
        services.AddSingleton<ConversationEdits>();
        services.AddSingleton<ConversationStarter>();
        services.AddSingleton<ConversationChanges>();
        services.AddSingleton<ConversationLabels>();
        services.AddSingleton<ConversationReads>();
        services.AddSingleton<ConversationListing>();
        services.AddSingleton<ConversationSearch>();
        services.AddSingleton<ConversationFilter>();
        services.AddSingleton<ConversationParticipants>();
        services.AddSingleton<TypingSignal>();
        services.AddHostedService<SharedTyping>();
        services.AddHostedService<SnoozeAlarm>();
    }
}
