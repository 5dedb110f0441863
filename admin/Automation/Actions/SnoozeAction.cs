using System.Globalization;
using OneLink.Admin.Conversations;
using OneLink.Admin.Database;

namespace OneLink.Admin.Automation.Actions;

/// <summary>Takes the conversation out of sight until the contact writes, or until a time in Unix seconds.</summary>
internal sealed class SnoozeAction : IConversationAction
{
    public string Name => "snooze_conversation";

    public Task<string?> RefusalAsync(WriteScope scope, long accountId, ActionCall call)
        => Task.FromResult(call.Texts is [var text, ..] && UntilOf(text) is null ? "needs no value, or a time in Unix seconds" : null);

    public Task<string?> PerformAsync(ActionRun run, ActionCall call)
    {
        run.Edit.SetStatus(ConversationStatus.Snoozed);
        run.Edit.Change(conversation => conversation with { SnoozedUntil = call.Texts is [var text, ..] ? UntilOf(text) : null });
        return Task.FromResult<string?>(null);
    }

    /// <returns>Unix milliseconds.</returns>
    private static long? UntilOf(string text)
        => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds() ? seconds * 1000 : null;
}
