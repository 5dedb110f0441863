using OneLink.Admin.Contacts;
using OneLink.Admin.Database;

namespace OneLink.Admin.Automation.Actions;

/// <summary>Gives the contact labels (the OnSync API calls them tags) beside those it has, or takes labels away.</summary>
internal sealed class ContactLabelAction(string name, Func<IEnumerable<string>, IEnumerable<string>, IEnumerable<string>> change) : IConversationAction
{
    public string Name => name;

    public static ContactLabelAction Add() => new("add_contact_label", static (present, named) => present.Concat(named));

    public static ContactLabelAction Remove() => new("remove_contact_label", static (present, named) => present.Except(named, StringComparer.Ordinal));

    public Task<string?> RefusalAsync(WriteScope scope, long accountId, ActionCall call) => Task.FromResult(LabelAction.Refusal(call));

    public async Task<string?> PerformAsync(ActionRun run, ActionCall call)
    {
        var (edit, conversation) = (run.Edit, run.Edit.Conversation);
        var outcome = await ContactLabels.ChangeAsync(
            edit.Scope, conversation.AccountId, conversation.ContactId, present => [.. change(present, call.Texts)], edit.Author.Performer);
        return outcome.Errors?.All[0].FullMessage;
    }
}
