using System.Text.Json.Nodes;
using OneLink.Admin.Automation.Texts;
using OneLink.Admin.Inboxes;
using OneLink.Admin.LinkClicks;
using OneLink.Admin.Messages;

namespace OneLink.Admin.Automation.Actions;

/// <summary>A message that an action writes: by a macro in the person's name, by a rule in nobody's, its places filled.</summary>
internal static class ActionMessage
{
    /// <returns>Why it was not written; null where it was.</returns>
    public static async Task<string?> AddAsync(ActionRun run, string? content, bool isPrivate, JsonObject? template = null)
    {
        var conversation = run.Edit.Conversation;
        if (await InboxRepository.FindAsync(run.Edit.Scope, conversation.AccountId, conversation.InboxId) is not { } inbox)
        {
            return "there is no inbox";
        }

        var values = await PlaceValues.OfAsync(run);
        var outcome = await MessageComposer.AddAsync(run.Edit, inbox, new MessageInput
        {
            Content = content is null ? null : Placeholders.Fill(content, values),
            IsPrivate = isPrivate,
            SenderKind = run.UserId is null ? null : SenderKind.User,
            SenderId = run.UserId,
            ContentAttributes = run.RuleId is { } rule ? new JsonObject { ["automation_rule_id"] = rule } : null,
            AdditionalAttributes = template is null ? null : new JsonObject { [SendTemplateAction.Parameters] = Placeholders.Fill(template, values) },
        });
        if (!outcome.TryGet(out var message))
        {
            return outcome.Errors?.All[0].FullMessage;
        }

        if (run.Link is { } link && !isPrivate && Carries(link, message))
        {
            await LinkRecipients.SetMessageAsync(run.Edit.Scope, link.Id, message.Id);
        }

        return null;
    }

    private static bool Carries(MadeLink link, Message message)
        => message.Content?.Contains(link.ShortUrl, StringComparison.Ordinal) is true || message.AdditionalAttributes.Contains(link.ShortUrl, StringComparison.Ordinal);
}
