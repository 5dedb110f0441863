using System.Globalization;
using OneLink.Admin.Database;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Automation.Actions;

/// <summary>All that rules and macros can do, by name.</summary>
internal sealed partial class ConversationActions(IEnumerable<IConversationAction> actions, ILogger<ConversationActions> logger)
{
    private const string Attribute = "actions";

    /// <summary>Of one rule or macro.</summary>
    private const int MaxActions = 50;

    /// <summary>What upstream can do and this server cannot, and why: silence would hide that nothing comes of it.</summary>
    private static readonly Dictionary<string, string> Missing = new(StringComparer.Ordinal)
    {
        ["send_email_transcript"] = "is not supported: no mail is sent",
        ["send_email_to_team"] = "is not supported: no mail is sent",
        ["send_attachment"] = "is not supported: files are sent with messages only",
    };

    private readonly Dictionary<string, IConversationAction> _byName = actions.ToDictionary(action => action.Name, StringComparer.Ordinal);

    /// <summary>Adds everything that keeps the actions from being stored.</summary>
    public async Task CheckAsync(WriteScope scope, long accountId, IReadOnlyList<ActionCall> calls, RecordErrors errors)
    {
        if (calls.Count > MaxActions)
        {
            errors.Add(Attribute, RecordErrorCode.TooLong, string.Create(CultureInfo.InvariantCulture, $"are too many (maximum is {MaxActions})"));
            return;
        }

        foreach (var call in calls)
        {
            if (!_byName.TryGetValue(call.Name, out var action))
            {
                errors.Add(Attribute, RecordErrorCode.NotIncluded, $"action {call.Name} {Missing.GetValueOrDefault(call.Name, "is not supported")}");
            }
            else if (await action.RefusalAsync(scope, accountId, call) is { } refusal)
            {
                errors.Add(Attribute, RecordErrorCode.Invalid, $"action {call.Name} {refusal}");
            }
        }
    }

    /// <summary>Does one after the other, each as far as it still can be done, and saves the conversation.</summary>
    public async Task RunAsync(ActionRun run, IReadOnlyList<ActionCall> calls)
    {
        foreach (var call in calls)
        {
            var reason = _byName.TryGetValue(call.Name, out var action) ? await action.PerformAsync(run, call) : "is not supported";
            if (reason is not null)
            {
                LogLeftOut(call.Name, run.Edit.Conversation.AccountId, run.Edit.Conversation.DisplayId, reason);
            }
        }

        await run.Edit.SaveAsync();
    }

    [LoggerMessage(EventId = 6301, Level = LogLevel.Warning, Message = "Action {Action} in conversation {Conversation} of account {Account} was left out: {Reason}")]
    private partial void LogLeftOut(string action, long account, long conversation, string reason);
}
