using OneLink.Admin.AgentBots;

namespace OneLink.Admin.Surfaces.Application.Conversations;

/// <summary>A bot to whom a conversation is assigned.</summary>
internal sealed record BotResponse(long Id, string Name, string? Description, string AvatarUrl, string Thumbnail)
{
    public static BotResponse Of(AgentBot bot) => new(bot.Id, bot.Name, bot.Description, bot.AvatarUrl ?? "", bot.AvatarUrl ?? "");
}
