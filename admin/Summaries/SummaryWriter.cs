using System.Text.Json.Nodes;
using OneLink.Admin.Conversations;
using OneLink.Admin.Database;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Messages;

namespace OneLink.Admin.Summaries;

/// <summary>
/// Has wanted summaries written, one after the other, and adds each to its conversation as a note among agents, once,
/// whatever dies when. Beside everything else: no message waits for a model.
/// </summary>
internal sealed partial class SummaryWriter(
    SummaryQueue queue, Transcript transcript, SummaryModel model, IDatabase database, ConversationEdits edits, TimeProvider clock, ILogger<SummaryWriter> logger)
    : BackgroundService
{
    /// <summary>Longer than a model may take.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    /// <summary>Before the second and the third attempt, the last.</summary>
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1)];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Before anything that may block: hosted services start one after the other.
        await Task.Yield();
        while (model.IsThere)
        {
            var isWorking = false;
            try
            {
                if (await queue.TakeAsync(Lease, stoppingToken) is { } wanted)
                {
                    isWorking = true;
                    await WriteAsync(wanted, stoppingToken);
                }
            }
#pragma warning disable CA1031 // Whatever one summary's work throws must not end the others; it is taken again when its lease is over.
            catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
            {
                isWorking = false;
                LogBroken(exception);
            }

            if (!isWorking)
            {
                await Task.Delay(Poll, clock, stoppingToken);
            }
        }
    }

    private async Task WriteAsync(WantedSummary wanted, CancellationToken cancellationToken)
    {
        var outcome = await transcript.OfAsync(wanted.AccountId, wanted.ConversationId, cancellationToken) is { } said
            ? await model.SummarizeAsync(said, cancellationToken)
            : SummaryOutcome.Failed("Nothing was said.", isFinal: true);
        if (outcome.Text is { } text)
        {
            await AddAsync(wanted, text, cancellationToken);
            return;
        }

        var pause = outcome.IsFinal || wanted.AttemptCount > Pauses.Length ? (TimeSpan?)null : Pauses[wanted.AttemptCount - 1];
        await queue.FailAsync(wanted, outcome.Reason, pause, cancellationToken);
        LogFailed(wanted.AccountId, wanted.ConversationId, outcome.Reason);
    }

    private Task<int> AddAsync(WantedSummary wanted, string text, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                if (await queue.FinishAsync(scope, wanted)
                    && await ConversationRepository.FindAsync(scope, wanted.AccountId, wanted.ConversationId) is { } conversation
                    && await InboxRepository.FindAsync(scope, wanted.AccountId, conversation.InboxId) is { } inbox)
                {
                    // As a rule's own deed, which fires no rule.
                    var edit = edits.Begin(scope, conversation, Author.AutomationRule(wanted.RuleId));
                    await MessageComposer.AddAsync(edit, inbox, new MessageInput
                    {
                        Content = text,
                        IsPrivate = true,
                        ContentAttributes = new JsonObject { ["summary"] = true, ["automation_rule_id"] = wanted.RuleId == 0 ? null : wanted.RuleId },
                    });
                    await edit.SaveAsync();
                }

                return 0;
            },
            cancellationToken);

    [LoggerMessage(EventId = 6351, Level = LogLevel.Warning, Message = "No summary of conversation {Conversation} of account {Account}: {Reason}")]
    private partial void LogFailed(long account, long conversation, string reason);

    [LoggerMessage(EventId = 6352, Level = LogLevel.Error, Message = "Writing a summary broke off")]
    private partial void LogBroken(Exception exception);
}
