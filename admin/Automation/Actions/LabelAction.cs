using OneLink.Admin.Conversations;
using OneLink.Admin.Database;
using OneLink.Admin.Labels;

namespace OneLink.Admin.Automation.Actions;

/// <summary>Gives the conversation labels beside those it has, or takes labels away.</summary>
internal sealed class LabelAction(string name, Func<IEnumerable<string>, IEnumerable<string>, IEnumerable<string>> change) : IConversationAction
{
    public string Name => name;

    public static LabelAction Add() => new("add_label", static (present, named) => present.Concat(named));

    public static LabelAction Remove() => new("remove_label", static (present, named) => present.Except(named, StringComparer.Ordinal));

    public Task<string?> RefusalAsync(WriteScope scope, long accountId, ActionCall call)
        => Task.FromResult(Refusal(call));

    /// <summary>What is wrong with the labels of a call; null for nothing.</summary>
    public static string? Refusal(ActionCall call)
        => call.Texts.Count == 0 ? "needs labels" : LabelTags.Check(call.Texts).All is [var error, ..] ? error.FullMessage : null;

    public async Task<string?> PerformAsync(ActionRun run, ActionCall call)
    {
        var outcome = await ConversationLabels.ReplaceAsync(run.Edit, present => [.. change(present, call.Texts)]);
        return outcome.Errors?.All[0].FullMessage;
    }
}
