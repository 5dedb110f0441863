using System.Text.Json.Nodes;
using OneLink.Admin.Contacts;
using OneLink.Admin.Conversations;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Json;
using OneLink.Admin.Messages;

namespace OneLink.Admin.Surveys;

/// <summary>Asks the contact of a conversation that has just been resolved how content it is: once, where the inbox asks at all.</summary>
internal static class SurveyOffer
{
    /// <summary>In a survey's content attributes: how the choice is shown.</summary>
    public const string DisplayType = "display_type";
    public const string DefaultDisplayType = "emoji";

    private const string Question = "Please rate the conversation";
    private const string NotSent = "CSAT survey not sent due to outgoing message restrictions";


    public static async Task AddAsync(ConversationEdit edit)
    {
        var conversation = edit.Conversation;
        if (await InboxRepository.FindAsync(edit.Scope, conversation.AccountId, conversation.InboxId) is not { IsCsatEnabled: not 0 } inbox
            || await ContactRepository.FindAsync(edit.Scope, conversation.AccountId, conversation.ContactId) is not { Blocked: false }
            || await HasAskedAsync(edit))
        {
            return;
        }

        var config = AttributeObject.Parse(inbox.CsatConfig);
        if (!await AllowsAsync(edit, config["survey_rules"] as JsonObject))
        {
            return;
        }

        if (!ReplyWindow.IsOpen(conversation, inbox, edit.Now))
        {
            await edit.NoteAsync(NotSent);
            return;
        }

        // Whoever had it is asked about, also where he has lost it by the time of the answer. Contacts do not see these attributes.
        var (displayType, question) = (AttributeObject.Text(config, DisplayType) ?? DefaultDisplayType, AttributeObject.Text(config, "message") ?? Question);
        await edit.AppendTemplateAsync(
            question,
            MessageContentType.InputCsat,
            new JsonObject { [DisplayType] = displayType },
            conversation.AssigneeId is { } agent ? new JsonObject { [SurveyAnswers.AgentAttribute] = agent } : null);
    }

    private static async Task<bool> HasAskedAsync(ConversationEdit edit)
        => await edit.Scope.FirstOrDefaultAsync<long?>(
            "SELECT id FROM messages WHERE conversation_id = @Id AND content_type = 'input_csat' LIMIT 1", new { edit.Conversation.Id }) is not null;

    /// <summary>An inbox may ask only of conversations with certain labels, or without them.</summary>
    private static async Task<bool> AllowsAsync(ConversationEdit edit, JsonObject? rules)
    {
        var labels = (rules?["values"] as JsonArray)?.Select(value => value?.ToString()).OfType<string>().ToList();
        if (labels is null or { Count: 0 })
        {
            return true;
        }

        var carriesOne = await edit.Scope.FirstOrDefaultAsync<long?>(
            "SELECT id FROM conversation_labels WHERE conversation_id = @Id AND title IN @labels LIMIT 1", new { edit.Conversation.Id, labels }) is not null;
        return AttributeObject.Text(rules!, "operator") is "does_not_contain" ? !carriesOne : carriesOne;
    }
}
