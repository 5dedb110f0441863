namespace OneLink.Admin.AgentBots;

internal static class AgentBotServices
{
    public static void AddAgentBots(this IServiceCollection services)
    {
        services.AddSingleton<AgentBotRepository>();
        services.AddSingleton<AgentBotChanges>();
    }
}
