using System.Globalization;
using OneLink.Admin.Automation.Actions;
using OneLink.Admin.Contacts;
using OneLink.Admin.Inboxes;

namespace OneLink.Admin.Automation.Texts;

/// <summary>What <see cref="Placeholders"/> are filled with, by name.</summary>
internal static class PlaceValues
{
    public const string ShortUrl = "link.short_url";

    /// <summary>Stands for each when a text is looked at before there is a conversation.</summary>
    public static IReadOnlyDictionary<string, string> Samples { get; } = Of(
        new Contact { Id = 1, Uuid = "", AccountId = 1, Name = "First Last", Email = "first@example.com", PhoneNumber = "+10000000000", Identifier = "1", CreatedAt = 0, UpdatedAt = 0 },
        conversationNumber: 1,
        "Inbox",
        "https://example.com/x");

    /// <summary>Of the conversation that is acted on, as it is now.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> OfAsync(ActionRun run)
    {
        var conversation = run.Edit.Conversation;
        var contact = await ContactRepository.FindAsync(run.Edit.Scope, conversation.AccountId, conversation.ContactId);
        var inbox = await InboxRepository.FindAsync(run.Edit.Scope, conversation.AccountId, conversation.InboxId);
        return Of(contact, conversation.DisplayId, inbox?.Name ?? "", run.Link?.ShortUrl ?? "");
    }

    private static Dictionary<string, string> Of(Contact? contact, long conversationNumber, string inbox, string shortUrl)
    {
        var name = contact is null ? new PersonName("", "") : PersonName.Of(contact);
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["contact.id"] = contact?.Id.ToString(CultureInfo.InvariantCulture) ?? "",
            ["contact.name"] = contact?.Name ?? "",
            ["contact.first_name"] = name.First,
            ["contact.last_name"] = name.Last,
            ["contact.email"] = contact?.Email ?? "",
            ["contact.phone_number"] = contact?.PhoneNumber ?? "",
            ["contact.identifier"] = contact?.Identifier ?? "",
            ["conversation.id"] = conversationNumber.ToString(CultureInfo.InvariantCulture),
            ["inbox.name"] = inbox,
            [ShortUrl] = shortUrl,
        };
    }
}
