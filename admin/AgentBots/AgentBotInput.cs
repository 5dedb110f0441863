using System.Text.Json.Nodes;
using OneLink.Admin.Files;
using OneLink.Admin.Json;
using OneLink.Admin.Validation;

namespace OneLink.Admin.AgentBots;

/// <summary>What is to be stored of a bot; what is not given stays.</summary>
internal sealed record AgentBotInput
{
    public Given<string?> Name { get; init; }

    public Given<string?> Description { get; init; }

    public Given<string?> OutgoingUrl { get; init; }

    public Given<JsonObject?> BotConfig { get; init; }

    /// <summary>A picture that lies elsewhere.</summary>
    public Given<string?> AvatarUrl { get; init; }

    /// <summary>A picture, whatever <see cref="AvatarUrl"/> says.</summary>
    public Given<Avatar> Avatar { get; init; }

    /// <summary>Whose bot it is; null makes it a system bot. Who may say so is the face's to know.</summary>
    public Given<long?> AccountId { get; init; }

    public AgentBot ApplyTo(AgentBot bot, long at) => bot with
    {
        Name = (Name.Or(bot.Name) ?? "").Trim(),
        Description = Description.Or(bot.Description),
        OutgoingUrl = OutgoingUrl.Or(bot.OutgoingUrl),
        BotConfig = BotConfig.IsGiven ? AttributeObject.Write(BotConfig.Value) : bot.BotConfig,
        AvatarFileId = AvatarOf(bot).FileId,
        AvatarUrl = AvatarOf(bot).Url,
        AccountId = AccountId.Or(bot.AccountId),
        UpdatedAt = at,
    };

    private Avatar AvatarOf(AgentBot bot) => new Avatar(bot.AvatarFileId, bot.AvatarUrl).Or(Avatar, AvatarUrl);

    public static RecordErrors Check(AgentBot bot)
    {
        var errors = new RecordErrors();
        TextRules.Present(errors, "name", bot.Name);
        TextRules.Length(errors, "name", bot.Name);
        TextRules.Length(errors, "description", bot.Description, TextRules.TextLength);
        Address(errors, "outgoing_url", bot.OutgoingUrl);
        Address(errors, "avatar_url", bot.AvatarUrl);
        return errors;
    }

    private static void Address(RecordErrors errors, string attribute, string? address)
    {
        const int AddressLength = 2_048;
        TextRules.Length(errors, attribute, address, AddressLength);
        if (address is not null && !TextRules.IsWebAddress(address))
        {
            errors.Invalid(attribute);
        }
    }
}
