using System.Text.Json.Serialization;
using OneLink.Admin.AgentBots;
using OneLink.Admin.Json;

namespace OneLink.Admin.Surfaces.Application.AgentBots;

/// <summary>A bot as an account sees it. Its secrets are shown to administrators of the account whose bot it is.</summary>
internal sealed record AgentBotResponse
{
    public required long Id { get; init; }

    public required string Name { get; init; }

    public required string? Description { get; init; }

    public required string Thumbnail { get; init; }

    public required string? OutgoingUrl { get; init; }

    public required string BotType { get; init; }

    public required RawJson BotConfig { get; init; }

    public required long? AccountId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? AccessToken { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Secret { get; init; }

    public required bool SystemBot { get; init; }

    /// <param name="bot">The bot.</param>
    /// <param name="accessToken">Null where secrets are not shown.</param>
    public static AgentBotResponse Of(AgentBot bot, string? accessToken) => new()
    {
        Id = bot.Id,
        Name = bot.Name,
        Description = bot.Description,
        Thumbnail = bot.AvatarUrl ?? "",
        OutgoingUrl = bot.AccountId is null ? null : bot.OutgoingUrl,
        BotType = "webhook",
        BotConfig = bot.BotConfig,
        AccountId = bot.AccountId,
        AccessToken = accessToken,
        Secret = accessToken is null ? null : bot.Secret,
        SystemBot = bot.AccountId is null,
    };
}
