using OneLink.Admin.Database;
using OneLink.Admin.Messages;

namespace OneLink.Admin.Channels.Sending;

/// <summary>Writes down what came of attempts: in the queue, and on the message, as everybody sees it.</summary>
internal sealed class SendNotes(ChannelTimes times, TimeProvider clock, Func<double> chance)
{
    private const string InDoubtCode = "unknown";
    private const string InDoubtReason = "The provider was asked to send it and gave no answer, so that it may have arrived. Retry to send it again.";

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>A message, or with more parts to come one of them, was taken.</summary>
    /// <param name="scope">The transaction.</param>
    /// <param name="send">Which.</param>
    /// <param name="providerId">By which the provider names it.</param>
    /// <param name="parts">Parts sent by now.</param>
    /// <param name="isLast">Whether there is no other.</param>
    /// <returns>Whether the next part is to be sent: false where another process has begun an attempt meanwhile.</returns>
    public async Task<bool> AcceptAsync(WriteScope scope, QueuedSend send, string? providerId, int parts, bool isLast)
    {
        var goesOn = true;
        if (isLast)
        {
            await SendQueue.FinishAsync(scope, send, QueuedSend.Sent, errorCode: null, Now);
        }
        else
        {
            goesOn = await SendQueue.PartSentAsync(scope, send, parts, Now + (long)times.Lease.TotalMilliseconds) == 1;
        }

        if (await MessageRepository.FindAsync(scope, send.AccountId, send.ConversationId, send.MessageId) is { } message)
        {
            await MessageChanges.NoteDeliveryAsync(
                scope, message, message.Status == MessageStatus.Failed && isLast ? MessageStatus.Sent : null, parts == 1 ? providerId : null, error: null, Now);
        }

        return goesOn;
    }

    /// <summary>It was not taken, or nobody knows.</summary>
    public async Task FailAsync(WriteScope scope, QueuedSend send, SendOutcome outcome)
    {
        var failures = send.FailureCount + (outcome.IsLimit ? 0 : 1);
        if (outcome.StopsInbox)
        {
            await ChannelConnectionRepository.PauseAsync(scope, send.InboxId, Again(failures, outcome));
        }

        var isOver = failures >= SendBackoff.MaxFailures || Now - send.CreatedAt > (long)SendBackoff.MaxAge.TotalMilliseconds;
        switch (outcome.Result)
        {
            case SendResult.InDoubt when isOver:
                await HoldAsync(scope, send);
                break;
            case SendResult.InDoubt:
                await SendQueue.PutBackAsync(scope, send, QueuedSend.Sending, failures, outcome.ErrorCode, Now + (long)times.Doubt.TotalMilliseconds);
                break;
            case SendResult.Later when !isOver:
                await SendQueue.PutBackAsync(scope, send, QueuedSend.Pending, failures, outcome.ErrorCode, Again(failures, outcome));
                break;
            default:
                await GiveUpAsync(scope, send, QueuedSend.Failed, outcome.ErrorCode, outcome.Error);
                break;
        }
    }

    /// <summary>Nobody knows whether it was sent, and its inbox would rather have a person decide.</summary>
    public Task HoldAsync(WriteScope scope, QueuedSend send) => GiveUpAsync(scope, send, QueuedSend.Unknown, InDoubtCode, $"{InDoubtCode}: {InDoubtReason}");

    private async Task GiveUpAsync(WriteScope scope, QueuedSend send, string state, string? code, string error)
    {
        if (await SendQueue.FinishAsync(scope, send, state, code, Now) == 1
            && await MessageRepository.FindAsync(scope, send.AccountId, send.ConversationId, send.MessageId) is { } message)
        {
            await MessageChanges.NoteDeliveryAsync(scope, message, MessageStatus.Failed, sourceId: null, error, Now);
        }
    }

    private long Again(long failures, SendOutcome outcome)
        => Now + (long)(outcome.RetryAfter ?? SendBackoff.After(Math.Max(1, failures), chance())).TotalMilliseconds;
}
