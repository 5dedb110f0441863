using System.Text.Json.Nodes;
using OneLink.Admin.Contacts;
using OneLink.Admin.Conversations;
using OneLink.Admin.Database;
using OneLink.Admin.Events;
using OneLink.Admin.Json;
using OneLink.Admin.Labels;
using OneLink.Admin.LinkClicks;
using OneLink.Admin.Messages;

namespace OneLink.Admin.Automation.Conditions;

/// <summary>What the conditions of a rule look at, as it is when they are asked.</summary>
internal sealed record RuleSubject(Conversation Conversation, Contact Contact, IReadOnlyList<string> Labels)
{
    /// <summary>The message that was written; of a conversation's event its newest that somebody wrote, or null.</summary>
    public Message? Message { get; init; }

    /// <summary>What the event says has changed.</summary>
    public AttributeChanges Changes { get; init; } = new();

    /// <summary>Day (UTC) from which days are counted: that of the event.</summary>
    public DateOnly Today { get; init; }

    public JsonObject ConversationAttributes => field ??= AttributeObject.Parse(Conversation.CustomAttributes);

    public JsonObject ConversationAdditional => field ??= AttributeObject.Parse(Conversation.AdditionalAttributes);

    public JsonObject ContactAttributes => field ??= AttributeObject.Parse(Contact.CustomAttributes);

    public JsonObject ContactAdditional => field ??= AttributeObject.Parse(Contact.AdditionalAttributes);

    /// <returns>Null where what the event names is gone, or is nothing for rules: what the system notes in a conversation.</returns>
    public static async Task<RuleSubject?> FindAsync(WriteScope scope, LoggedEvent happened)
    {
        var accountId = happened.AccountId;
        Message? message = null;
        var conversationId = happened.EntityId;
        if (happened.Name is EventNames.MessageCreated)
        {
            message = await MessageRepository.FindAsync(scope, accountId, happened.EntityId);
            if (message is null or { IsActivity: true })
            {
                return null;
            }

            conversationId = message.ConversationId;
        }

        if (happened.Name is EventNames.LinkClicked or EventNames.LinkUnanswered)
        {
            // Of a link that was made for nobody there is no conversation.
            conversationId = (await LinkRecipients.FindAsync(scope, accountId, happened.EntityId))?.ConversationId ?? 0;
        }

        if (await ConversationRepository.FindAsync(scope, accountId, conversationId) is not { } conversation
            || await ContactRepository.FindAsync(scope, accountId, conversation.ContactId) is not { } contact)
        {
            return null;
        }

        if (message is null && conversation.LastNonActivityMessageId is { } last)
        {
            message = await MessageRepository.FindAsync(scope, accountId, last);
        }

        var labels = await scope.QueryAsync<string>(LabelTags.OfConversations.ReadSql, new { accountId, ownerId = conversationId });
        return new RuleSubject(conversation, contact, [.. labels]) { Message = message, Changes = happened.Changes, Today = DayOf(happened.CreatedAt) };
    }

    private static DateOnly DayOf(long milliseconds) => DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).UtcDateTime);
}
