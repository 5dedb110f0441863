using OneLink.Admin.AgentBots;

namespace OneLink.Admin.Surfaces.Platform;

/// <summary>A bot as platform apps see it.</summary>
internal sealed record PlatformBotResponse(long Id, string Name, string? Description, string? OutgoingUrl, long? AccountId, string? AccessToken)
{
    public static PlatformBotResponse Of(AgentBot bot, string? accessToken)
        => new(bot.Id, bot.Name, bot.Description, bot.OutgoingUrl, bot.AccountId, accessToken);
}
