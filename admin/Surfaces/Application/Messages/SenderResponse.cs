using System.Text.Json.Serialization;
using OneLink.Admin.AgentBots;
using OneLink.Admin.Contacts;
using OneLink.Admin.Json;
using OneLink.Admin.Users;

namespace OneLink.Admin.Surfaces.Application.Messages;

/// <summary>Who sent a message, as messages show it: a person, a contact or a bot.</summary>
[JsonDerivedType(typeof(UserSender))]
[JsonDerivedType(typeof(ContactSender))]
[JsonDerivedType(typeof(BotSender))]
internal abstract record SenderResponse(long Id, string Name, string Type)
{
    public static SenderResponse Of(AgentResponse agent)
        => new UserSender(agent.Id, agent.Name, agent.AvailableName, agent.Thumbnail, agent.AvailabilityStatus, agent.Thumbnail);

    /// <summary>A person who has left the account.</summary>
    public static SenderResponse Of(User user)
        => new UserSender(user.Id, user.Name, user.AvailableName, user.AvatarUrl ?? "", Accounts.Availability.Offline, user.AvatarUrl ?? "");

    public static SenderResponse Of(Contact contact) => new ContactSender(contact.Id, contact.Name)
    {
        AdditionalAttributes = contact.AdditionalAttributes,
        CustomAttributes = contact.CustomAttributes,
        Email = contact.Email,
        Identifier = contact.Identifier,
        PhoneNumber = contact.PhoneNumber,
        Thumbnail = contact.AvatarUrl ?? "",
        Blocked = contact.Blocked,
    };

    public static SenderResponse Of(AgentBot bot) => new BotSender(bot.Id, bot.Name, bot.AvatarUrl ?? "");

    internal sealed record UserSender(long Id, string Name, string AvailableName, string AvatarUrl, string AvailabilityStatus, string Thumbnail)
        : SenderResponse(Id, Name, "user");

    internal sealed record BotSender(long Id, string Name, string AvatarUrl) : SenderResponse(Id, Name, "agent_bot");

    internal sealed record ContactSender(long Id, string Name) : SenderResponse(Id, Name, "contact")
    {
        public required RawJson AdditionalAttributes { get; init; }

        public required RawJson CustomAttributes { get; init; }

        public required string? Email { get; init; }

        public required string? Identifier { get; init; }

        public required string? PhoneNumber { get; init; }

        public required string Thumbnail { get; init; }

        public required bool Blocked { get; init; }
    }
}
